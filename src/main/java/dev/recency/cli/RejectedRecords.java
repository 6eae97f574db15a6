package dev.recency.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letters of a replay: how many of which reason, and each as a line of JSON. */
final class RejectedRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the rejected record stood: the order does not depend on which task was faster. */
  private static final Comparator<JsonNode> BY_PLACE =
      Comparator.comparing((JsonNode letter) -> letter.path("topic").asText())
          .thenComparingInt(letter -> letter.path("partition").asInt())
          .thenComparingLong(letter -> letter.path("offset").asLong());

  private final List<JsonNode> letters;

  private RejectedRecords(List<JsonNode> letters) {
    this.letters = letters;
  }

  /** What these records of the dead-letter topic say; what is no dead letter is left out. */
  static RejectedRecords of(List<ConsumerRecord<byte[], byte[]>> records) {
    List<JsonNode> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode letter = letter(record.value());
      if (letter.path("reason").isTextual()) {
        letters.add(letter);
      }
    }
    letters.sort(BY_PLACE);
    return new RejectedRecords(letters);
  }

  private static JsonNode letter(byte[] value) {
    try {
      return value == null ? JSON.missingNode() : JSON.readTree(value);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  /** {@code 3 dead letters: MALFORMED_VALUE 2, NULL_KEY 1}. */
  String summary() {
    Map<String, Integer> counts = new TreeMap<>();
    letters.forEach(letter -> counts.merge(letter.path("reason").asText(), 1, Integer::sum));
    List<String> reasons = new ArrayList<>();
    counts.forEach((reason, count) -> reasons.add(reason + " " + count(count)));
    return count(letters.size())
        + (letters.size() == 1 ? " dead letter" : " dead letters")
        + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons));
  }

  /** Appends each letter, by topic, partition and offset of the rejected record. */
  void write(OutputFile output) {
    letters.forEach(letter -> output.line(letter.toString()));
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
