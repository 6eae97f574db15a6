package dev.recency.flink;

import dev.recency.local.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Numbered events of seven owners in a topic of two partitions of a broker, and their counts. */
record Coins(SecureBroker broker) {
  private static final int OWNERS = 7;

  /** Loads the events of these numbers. */
  void load(String topic, int from, int to) {
    try (Topics topics = broker.topics()) {
      topics.load(
          IntStream.range(from, to).iterator(),
          number ->
              new ProducerRecord<>(
                  topic,
                  number % OWNERS % 2,
                  1_700_000_000_000L + number,
                  text("o" + number % OWNERS),
                  text("{\"worth\":1}")));
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How many committed commands have which count, over all owners. */
  Map<Integer, Long> counts(String topic) {
    try (Topics topics = broker.topics()) {
      return topics.readCommitted(topic, Map.of()).stream()
          .map(each -> new String(each.value(), StandardCharsets.UTF_8))
          .map(value -> value.replaceAll(".*\"COINS\":(\\d+),\"WORTH\":\\1}", "$1"))
          .collect(Collectors.groupingBy(Integer::valueOf, Collectors.counting()));
    }
  }

  /** What {@link #counts} is to be once each of the first events has made one command. */
  static Map<Integer, Long> expected(int events) {
    return IntStream.range(0, events)
        .mapToObj(number -> number / OWNERS + 1)
        .collect(Collectors.groupingBy(count -> count, Collectors.counting()));
  }
}
