package dev.recency.flink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Compares what is in a topic with what should be: each record as often as it is expected. */
final class Verdict {
  private static final int MAX_DIFFERENCES = 10;

  private Verdict() {}

  /** A record as text: key, value and timestamp. */
  static String text(byte @Nullable [] key, byte @Nullable [] value, long timestampMillis) {
    return text(key) + " " + text(value) + " @" + timestampMillis;
  }

  static String text(ConsumerRecord<byte[], byte[]> consumed) {
    return text(consumed.key(), consumed.value(), consumed.timestamp());
  }

  static List<String> texts(Collection<ConsumerRecord<byte[], byte[]>> consumed) {
    return consumed.stream().map(Verdict::text).toList();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Texts by key, those of a key in their order. */
  static Map<String, List<String>> byKey(Collection<String> texts) {
    Map<String, List<String>> rows = new TreeMap<>();
    texts.forEach(
        text ->
            rows.computeIfAbsent(text.substring(0, text.indexOf(' ')), key -> new ArrayList<>())
                .add(text));
    return rows;
  }

  /** One line per record that is there too often or not often enough; empty if all is right. */
  static List<String> differences(Collection<String> expected, Collection<String> actual) {
    Map<String, Integer> counts = new TreeMap<>();
    expected.forEach(record -> counts.merge(record, 1, Integer::sum));
    actual.forEach(record -> counts.merge(record, -1, Integer::sum));
    List<String> differences = new ArrayList<>();
    for (String record : new TreeSet<>(counts.keySet())) {
      int missing = counts.getOrDefault(record, 0);
      if (missing != 0 && differences.size() < MAX_DIFFERENCES) {
        differences.add(
            missing > 0 ? missing + " missing: " + record : -missing + " too many: " + record);
      }
    }
    return differences;
  }
}
