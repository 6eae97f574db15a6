package dev.recency.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.recency.format.json.Json;
import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one topic as JSON, for people and case files: JSON topics pass their JSON
 * through untouched, DELIMITED is a string, KAFKA what its one column is. Bytes that do not decode
 * are {@code {"base64": "…"}} in both directions.
 */
public final class TopicCodec {
  private final TextPart key;
  private final TextPart value;

  private TopicCodec(TextPart key, TextPart value) {
    this.key = key;
    this.value = value;
  }

  /** The codec of a declared topic; only KEY and VALUE columns count. */
  public static TopicCodec of(Serialization serialization, List<Column> columns) {
    return new TopicCodec(
        part(serialization.keyFormat(), columns, Column.Role.KEY),
        part(serialization.valueFormat(), columns, Column.Role.VALUE));
  }

  /** The codec of a topic that nobody declared: raw text. */
  public static TopicCodec undeclared() {
    return new TopicCodec(TextPart.RAW, TextPart.RAW);
  }

  private static TextPart part(Format format, List<Column> columns, Column.Role role) {
    List<Column> part = columns.stream().filter(column -> column.role() == role).toList();
    return switch (format.kind()) {
      case JSON -> TextPart.JSON;
      case KAFKA -> part.size() == 1 ? new KafkaText(part.get(0).type()) : TextPart.RAW;
      case DELIMITED, NONE -> TextPart.RAW;
    };
  }

  /**
   * The bytes of this key; null for an absent or null one.
   *
   * @throws IllegalArgumentException if the declared format cannot hold it
   */
  public byte @Nullable [] encodeKey(@Nullable JsonNode json) {
    return encode(key, json == null ? null : json.toString());
  }

  /** The bytes of this value, as {@link #encodeKey}. */
  public byte @Nullable [] encodeValue(@Nullable JsonNode json) {
    return encode(value, json == null ? null : json.toString());
  }

  /** The bytes of the key with this JSON text, as it is written. */
  byte @Nullable [] encodeKeyText(@Nullable String json) {
    return encode(key, json);
  }

  /** The bytes of the value with this JSON text, as it is written. */
  byte @Nullable [] encodeValueText(@Nullable String json) {
    return encode(value, json);
  }

  private static byte @Nullable [] encode(TextPart part, @Nullable String json) {
    if (json == null || json.equals("null")) {
      return null;
    }
    byte[] raw = Base64Text.read(json);
    return raw == null ? part.encode(json) : raw;
  }

  /** The key as JSON; {@code {"base64": …}} if it does not decode; a null node for null. */
  public JsonNode decodeKey(byte @Nullable [] bytes) {
    return tree(decodeKeyText(bytes));
  }

  /** The value as JSON, as {@link #decodeKey}. */
  public JsonNode decodeValue(byte @Nullable [] bytes) {
    return tree(decodeValueText(bytes));
  }

  /** The JSON text of this key, on one line. */
  String decodeKeyText(byte @Nullable [] bytes) {
    return decode(key, bytes);
  }

  /** The JSON text of this value, on one line. */
  String decodeValueText(byte @Nullable [] bytes) {
    return decode(value, bytes);
  }

  private static String decode(TextPart part, byte @Nullable [] bytes) {
    if (bytes == null) {
      return "null";
    }
    String json = part.decode(bytes);
    // What would be read back as something else is written as bytes.
    return json == null || json.equals("null") || Base64Text.read(json) != null
        ? Base64Text.write(bytes)
        : json;
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      return node == null ? NullNode.getInstance() : node;
    } catch (IOException e) {
      throw new UncheckedIOException("reading our own JSON", e);
    }
  }
}
