package dev.recency.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.plan.Column;
import dev.recency.plan.Serialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of one topic as JSON, for people and case files: JSON topics pass their JSON
 * through untouched, DELIMITED is a string, KAFKA what its one column is.
 */
public final class TopicCodec {
  private TopicCodec() {}

  /** The codec of a declared topic; only KEY and VALUE columns count. */
  public static TopicCodec of(Serialization serialization, List<Column> columns) {
    throw new UnsupportedOperationException(serialization.topic() + columns);
  }

  /** The codec of a topic that nobody declared: raw text. */
  public static TopicCodec undeclared() {
    return new TopicCodec();
  }

  /**
   * The bytes of this key; null for an absent or null one.
   *
   * @throws IllegalArgumentException if the declared format cannot hold it
   */
  public byte @Nullable [] encodeKey(@Nullable JsonNode key) {
    throw new UnsupportedOperationException(String.valueOf(key));
  }

  /** The bytes of this value, as {@link #encodeKey}. */
  public byte @Nullable [] encodeValue(@Nullable JsonNode value) {
    throw new UnsupportedOperationException(String.valueOf(value));
  }

  /** The key as JSON; {@code {"base64": …}} if it does not decode; NullNode for null. */
  public JsonNode decodeKey(byte @Nullable [] key) {
    throw new UnsupportedOperationException(key == null ? "" : "key");
  }

  /** The value as JSON, as {@link #decodeKey}. */
  public JsonNode decodeValue(byte @Nullable [] value) {
    throw new UnsupportedOperationException(value == null ? "" : "value");
  }
}
