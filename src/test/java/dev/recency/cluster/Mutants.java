package dev.recency.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** What the job has written with one fault in each of four topics. */
final class Mutants {
  /** As the verdict names those whose commands have a fault. */
  static final String[] STATEMENTS = {
    "statement [CLUSTER_FILTER]",
    "statement [CLUSTER_SLIDING]",
    "statement [CLUSTER_SLIDING_FINAL]",
    "statement [CLUSTER_TRANSFORM]"
  };

  private Mutants() {}

  static List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> commands) {
    List<ConsumerRecord<byte[], byte[]>> mutant = new ArrayList<>(commands);
    mutant.remove(middle(mutant, "cluster-sliding-final"));
    int doubled = middle(mutant, "cluster-filter");
    mutant.add(doubled, mutant.get(doubled));
    int changed = middle(mutant, "cluster-sliding");
    byte[] key = mutant.get(changed).key();
    mutant.set(changed, with(mutant.get(changed), key, utf8("{}")));
    int moved = middle(mutant, "cluster-transform");
    mutant.set(moved, with(mutant.get(moved), utf8("nobody else"), mutant.get(moved).value()));
    return mutant;
  }

  private static int middle(List<ConsumerRecord<byte[], byte[]>> commands, String topic) {
    int first = 0;
    while (!commands.get(first).topic().equals(topic)) {
      first++;
    }
    int end = first;
    while (end < commands.size() && commands.get(end).topic().equals(topic)) {
      end++;
    }
    return (first + end) / 2;
  }

  private static ConsumerRecord<byte[], byte[]> with(
      ConsumerRecord<byte[], byte[]> command, byte[] key, byte[] value) {
    return new ConsumerRecord<>(
        command.topic(),
        command.partition(),
        command.offset(),
        command.timestamp(),
        TimestampType.CREATE_TIME,
        key.length,
        value.length,
        key,
        value,
        command.headers(),
        Optional.empty());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
