package dev.recency.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recency.format.json.Json;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code {"base64": "…"}}: bytes of any kind in a JSON line. */
final class Base64Text {
  private static final String FIELD = "base64";

  private Base64Text() {}

  /**
   * The bytes, or null if this JSON text is something else.
   *
   * @throws IllegalArgumentException if it has the form but holds no base64
   */
  static byte @Nullable [] read(String json) {
    if (!json.startsWith("{")) {
      return null;
    }
    try (JsonParser parser = Json.FILES.createParser(json)) {
      parser.nextToken();
      if (!FIELD.equals(parser.nextFieldName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
        return null;
      }
      String text = parser.getText();
      return parser.nextToken() == JsonToken.END_OBJECT ? decode(text) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("[base64] holds no base64 text", e);
    }
  }

  /** The JSON text of these bytes. */
  static String write(byte[] bytes) {
    return "{\"" + FIELD + "\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
  }
}
