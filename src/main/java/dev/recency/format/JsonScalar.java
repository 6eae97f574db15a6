package dev.recency.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recency.format.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Single JSON values as text. */
final class JsonScalar {
  private JsonScalar() {}

  /**
   * What a JSON string or number says.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static String text(String json) {
    try (JsonParser parser = Json.FILES.createParser(json)) {
      JsonToken token = parser.nextToken();
      if (token == null || !(token == JsonToken.VALUE_STRING || token.isNumeric())) {
        throw new IllegalArgumentException("expected a JSON string or number");
      }
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a JSON string or number", e);
    }
  }

  /** The text as a JSON string. */
  static String quote(String text) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(writer)) {
      generator.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return writer.toString();
  }
}
