package dev.recency.flink.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which records became dead letters, and why. Letters are delivered at least once, so that it is a
 * set; a record that several statements reject for one reason is in it once.
 */
final class RejectedRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RejectedRecords() {}

  /** Reason, topic, partition and offset of each, by the values of the letters. */
  static Set<String> of(Collection<byte @Nullable []> letters) {
    Set<String> rejected = new TreeSet<>();
    for (byte[] letter : letters) {
      try {
        JsonNode fields = JSON.readTree(letter);
        rejected.add(
            "%s %s-%s@%s"
                .formatted(
                    fields.get("reason").asText(),
                    fields.get("topic").asText(),
                    fields.get("partition").asText(),
                    fields.get("offset").asText()));
      } catch (IOException e) {
        throw new IllegalArgumentException("a dead letter is no JSON", e);
      }
    }
    return rejected;
  }
}
