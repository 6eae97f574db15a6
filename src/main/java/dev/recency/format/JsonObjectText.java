package dev.recency.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recency.format.json.Json;
import dev.recency.format.part.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One JSON object in the order in which its fields are added. Use once. */
public final class JsonObjectText {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final JsonGenerator generator;

  /** An object without fields. */
  public JsonObjectText() {
    try {
      generator = Json.FACTORY.createGenerator(buffer);
      generator.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Adds text, or null. */
  public JsonObjectText text(String name, @Nullable String value) {
    return add(
        name,
        () -> {
          if (value == null) {
            generator.writeNull();
          } else {
            generator.writeString(Utf8.wellFormed(value));
          }
        });
  }

  /** Adds a number. */
  public JsonObjectText number(String name, long value) {
    return add(name, () -> generator.writeNumber(value));
  }

  /** Adds a value that is JSON already. */
  public JsonObjectText json(String name, String value) {
    return add(name, () -> generator.writeRawValue(value));
  }

  private JsonObjectText add(String name, Write write) {
    try {
      generator.writeFieldName(name);
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return this;
  }

  /** The object in UTF-8. */
  public byte[] bytes() {
    try {
      generator.writeEndObject();
      generator.close();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return buffer.toByteArray();
  }

  /** The object as text. */
  public String string() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private interface Write {
    void run() throws IOException;
  }
}
