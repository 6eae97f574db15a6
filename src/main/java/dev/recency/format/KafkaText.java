package dev.recency.format;

import dev.recency.format.part.Texts;
import dev.recency.format.part.Utf8;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one column of a KAFKA key or value as JSON text: a string, a number, BYTES in base64. */
record KafkaText(SqlType type) implements TextPart {
  @Override
  public byte[] encode(String json) {
    try {
      if (type == SqlType.Simple.INTEGER) {
        int value = Integer.parseInt(JsonScalar.text(json));
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
      }
      if (type == SqlType.Simple.BIGINT) {
        long value = Long.parseLong(JsonScalar.text(json));
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
      }
      if (type == SqlType.Simple.DOUBLE) {
        double value = Double.parseDouble(JsonScalar.text(json));
        return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number of type " + type, e);
    }
    return type == SqlType.Simple.BYTES
        ? Base64.getDecoder().decode(JsonScalar.text(json))
        : RAW.encode(json);
  }

  @Override
  public @Nullable String decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (type == SqlType.Simple.INTEGER) {
      return bytes.length == Integer.BYTES ? Integer.toString(buffer.getInt()) : null;
    }
    if (type == SqlType.Simple.BIGINT) {
      return bytes.length == Long.BYTES ? Long.toString(buffer.getLong()) : null;
    }
    if (type == SqlType.Simple.DOUBLE) {
      return bytes.length == Double.BYTES ? number(buffer.getDouble()) : null;
    }
    if (type == SqlType.Simple.BYTES) {
      return JsonScalar.quote(Texts.writeBytes(buffer));
    }
    String text = Utf8.decode(bytes);
    return text == null ? null : JsonScalar.quote(text);
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return Double.isFinite(value) ? text : JsonScalar.quote(text);
  }
}
