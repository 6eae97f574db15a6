package dev.recency.ksqldb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that was written, comparable byte for byte.
 *
 * @param keyHex {@code null} if there is no key
 * @param value the text as it is written; {@code null} for a tombstone
 */
public record Written(long timestampMillis, String keyHex, String value) {
  /** Of a recorded case. */
  static Written of(JsonNode record) {
    return new Written(
        record.get("timestamp").asLong(),
        record.path("keyHex").asText("null"),
        record.get("value").asText());
  }

  /** The same of our own. */
  public static Written of(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {
    return new Written(
        timestampMillis,
        key == null ? "null" : HexFormat.of().formatHex(key),
        value == null ? "null" : new String(value, StandardCharsets.UTF_8));
  }

  /** Of each topic. */
  static Map<String, List<Written>> of(Map<String, List<RawRecord>> topics) {
    Map<String, List<Written>> written = new LinkedHashMap<>();
    topics.forEach(
        (topic, records) -> {
          List<Written> list = new ArrayList<>();
          records.forEach(each -> list.add(of(each.timestampMillis(), each.key(), each.value())));
          written.put(topic, list);
        });
    return written;
  }

  @Override
  public String toString() {
    return timestampMillis + " " + keyHex + " " + value;
  }
}
