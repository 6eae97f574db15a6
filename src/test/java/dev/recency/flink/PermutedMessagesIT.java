package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.operator.Seeds;
import dev.recency.simulator.CountTruth;
import dev.recency.simulator.RealMessages;
import dev.recency.simulator.RealMessages.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real messages up to an hour late, some of them twice, through a whole job: the last values. */
final class PermutedMessagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "permuted";
  private static final int PARTITIONS = 3;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static Definitions definitions() {
    StringBuilder text =
        new StringBuilder(
            "CREATE STREAM sent (userId VARCHAR, sentAt BIGINT) WITH (KAFKA_TOPIC='permuted',"
                + " VALUE_FORMAT='JSON', TIMESTAMP='sentAt', PARTITIONS=3);\n");
    RealMessages.SIZES.forEach(
        size ->
            text.append(
                """
                CREATE TABLE sent_%1$d WITH (KAFKA_TOPIC='permuted-%1$d', VALUE_FORMAT='JSON',
                  PARTITIONS=2) AS SELECT userId, COUNT(*) AS n FROM sent
                  WINDOW SLIDING (SIZE %1$d MILLISECONDS) GROUP BY userId EMIT CHANGES;
                """
                    .formatted(size)));
    return Definitions.of(NAME, text.toString());
  }

  private static String line(Message message, int partition) {
    return "{\"topic\":\"%s\",\"partition\":%d,\"key\":null,\"value\":{\"userId\":\"%s\",\"sentAt\":%d},\"timestamp\":%d}"
        .formatted(
            NAME, partition, message.sender(), message.sentAtMillis(), message.arrivalMillis());
  }

  /** No command and the empty value count as equal. */
  private static Map<String, Long> lastValues(List<ConsumerRecord<byte[], byte[]>> commands)
      throws IOException {
    Map<String, Long> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> command : commands) {
      JsonNode value = JSON.readTree(Objects.requireNonNull(command.value()));
      last.put(new String(command.key(), StandardCharsets.UTF_8), value.get("N").longValue());
    }
    last.values().removeIf(value -> value == 0);
    return last;
  }

  @Test
  void lateAndDoubledMessagesLeaveTheTrueLastValues() throws Exception {
    if (RealMessages.missing("PermutedMessagesIT")) {
      return;
    }
    long seed = Seeds.of("PermutedMessagesIT", 1).findFirst().orElseThrow();
    List<Message> all = RealMessages.all();
    List<Message> sent = RealMessages.doubled(all.subList(0, RealMessages.endOfBusiestMinute(all)));
    List<Message> messages = RealMessages.late(sent, new Random(seed));
    long newest = RealMessages.newestMillis(messages);
    CountTruth truth = new CountTruth(messages);
    CountTruth mutant = new CountTruth(RealMessages.inOrderOnly(messages));
    JobOptions options = RUNTIME.options(NAME).withMode(new RunMode.Replay(OptionalLong.empty()));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions())) {
      List<String> lines = new ArrayList<>();
      messages.forEach(each -> lines.add(line(each, lines.size() % PARTITIONS)));
      job.load(lines.iterator());
      job.start();
      job.finish();
      for (long size : RealMessages.SIZES) {
        Map<String, Long> held = lastValues(job.committed(NAME + "-" + size));
        Map<String, Long> expected = truth.counts(size, newest);
        System.out.printf(
            "PermutedMessagesIT: [%d ms]: [%d] messages, [%d] senders in the window at the end%n",
            size, messages.size(), expected.size());
        assertThat(expected).as("senders in [%d ms]", size).hasSizeGreaterThan(4);
        assertThat(held).as("last values, size [%d ms]", size).isEqualTo(expected);
        assertThat(mutant.counts(size, newest))
            .as("a mutant that ignores late events, [%d ms]", size)
            .isNotEqualTo(held);
      }
    }
  }
}
