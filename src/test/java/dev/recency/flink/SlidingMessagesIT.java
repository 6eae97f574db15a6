package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All real messages through windows of five lengths: what a store holds is the truth. */
final class SlidingMessagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTITIONS = 4;
  private static final int READS = 100_000;
  private static final long HORIZON_MILLIS = 1_800_000;
  private static final long SEED = Long.getLong("seed", 1);
  private static final Map<String, Long> SIZES =
      new TreeMap<>(
          Map.of(
              "1 MINUTE", 60_000L,
              "10 MINUTES", 600_000L,
              "1 HOUR", 3_600_000L,
              "1 DAY", 86_400_000L,
              "30 DAYS", 2_592_000_000L));

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private final List<Message> messages = new ArrayList<>();

  /** What a store knows of one window: per sender the values by the instant they are true at. */
  private record Store(Map<String, TreeMap<Long, Long>> values) {
    long read(String sender, long instantMillis) {
      Map.Entry<Long, Long> last =
          values.getOrDefault(sender, new TreeMap<>()).floorEntry(instantMillis);
      return last == null ? 0 : last.getValue();
    }
  }

  private static Definitions definitions() {
    StringBuilder text =
        new StringBuilder(
            "CREATE STREAM sent (userId VARCHAR, sentAt BIGINT) WITH (KAFKA_TOPIC='all-sent',"
                + " VALUE_FORMAT='JSON', TIMESTAMP='sentAt', PARTITIONS=4);\n");
    SIZES.forEach(
        (size, millis) ->
            text.append(
                """
                CREATE TABLE sent_%1$d WITH (KAFKA_TOPIC='all-sent-%1$d', VALUE_FORMAT='JSON',
                  PARTITIONS=2) AS SELECT userId, COUNT(*) AS n FROM sent
                  WINDOW SLIDING (SIZE %2$s) GROUP BY userId EMIT CHANGES;
                """
                    .formatted(millis, size)));
    return Definitions.of("all-sent", text.toString());
  }

  private static String line(Message message, int number) {
    return "{\"topic\":\"all-sent\",\"partition\":%d,\"key\":null,\"value\":{\"userId\":\"%s\",\"sentAt\":%d},\"timestamp\":%d}"
        .formatted(
            number % PARTITIONS, message.sender(), message.sentAtMillis(), message.arrivalMillis());
  }

  @Test
  void everyValueIsTheTruthAtEachEventAtEachDecayAndAtEachRead() throws Exception {
    if (RealMessages.missing("SlidingMessagesIT")) {
      return;
    }
    messages.addAll(RealMessages.all());
    assertThat(messages).hasSize(59_835);
    long until = RealMessages.newestMillis(messages) + HORIZON_MILLIS;
    JobOptions options =
        RUNTIME.options("all-sent").withMode(new RunMode.Replay(OptionalLong.of(until)));
    try (TestJob job = TestJob.of(RUNTIME, options, definitions())) {
      List<String> lines = new ArrayList<>();
      messages.forEach(each -> lines.add(line(each, lines.size())));
      job.load(lines.iterator());
      job.start();
      job.finish();
      CountTruth truth = new CountTruth(messages);
      for (Map.Entry<String, Long> size : SIZES.entrySet()) {
        check(size.getKey(), size.getValue(), job, truth);
      }
    }
  }

  private void check(String name, long sizeMillis, TestJob job, CountTruth truth) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> commands = job.committed("all-sent-" + sizeMillis);
    Store store = store(commands);
    long wrongCommands = wrongCommands(commands, truth, sizeMillis);
    long wrongAtEvents = wrongAtEvents(store, truth, sizeMillis);
    long wrongReads = wrongReads(store, truth, sizeMillis);
    long mutantCommands = wrongCommands(commands, truth, sizeMillis + 1);
    long mutantReads = wrongReads(store, truth, sizeMillis * 9 / 10);
    System.out.printf(
        "SlidingMessagesIT: %s: wrong: [%d] of [%d] commands, [%d] of [%d] events, [%d] of [%d]"
            + " reads; mutants: a millisecond longer [%d] commands, a tenth shorter [%d] reads%n",
        name,
        wrongCommands,
        commands.size(),
        wrongAtEvents,
        messages.size(),
        wrongReads,
        READS,
        mutantCommands,
        mutantReads);
    assertThat(wrongCommands + wrongAtEvents + wrongReads).as(name).isZero();
    assertThat(mutantCommands).as("commands of a window one millisecond longer").isPositive();
    assertThat(mutantReads).as("reads of a window a tenth shorter").isPositive();
  }

  /**
   * Every command, also one that another of the same instant replaces: each message of one
   * millisecond adds one, so the k-th last command of an instant is k below the truth.
   */
  private static long wrongCommands(
      List<ConsumerRecord<byte[], byte[]>> commands, CountTruth truth, long sizeMillis)
      throws IOException {
    Map<String, Long> replacedBy = new HashMap<>();
    long wrong = 0;
    for (int i = commands.size() - 1; i >= 0; i--) {
      ConsumerRecord<byte[], byte[]> command = commands.get(i);
      String sender = new String(command.key(), StandardCharsets.UTF_8);
      long later = replacedBy.merge(sender + "@" + command.timestamp(), 1L, Long::sum) - 1;
      long value = JSON.readTree(Objects.requireNonNull(command.value())).get("N").longValue();
      wrong += value == truth.count(sender, sizeMillis, command.timestamp()) - later ? 0 : 1;
    }
    return wrong;
  }

  private static Store store(List<ConsumerRecord<byte[], byte[]>> commands) throws IOException {
    Map<String, TreeMap<Long, Long>> values = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> command : commands) {
      JsonNode value = JSON.readTree(Objects.requireNonNull(command.value()));
      values
          .computeIfAbsent(new String(command.key(), StandardCharsets.UTF_8), k -> new TreeMap<>())
          .put(command.timestamp(), value.get("N").longValue());
    }
    return new Store(values);
  }

  private long wrongAtEvents(Store store, CountTruth truth, long sizeMillis) {
    long wrong = 0;
    for (Message each : messages) {
      long held = store.read(each.sender(), each.sentAtMillis());
      wrong += held == truth.count(each.sender(), sizeMillis, each.sentAtMillis()) ? 0 : 1;
    }
    return wrong;
  }

  private long wrongReads(Store store, CountTruth truth, long sizeMillis) {
    Random random = new Random(SEED);
    long wrong = 0;
    for (int i = 0; i < READS; i++) {
      Message event = messages.get(random.nextInt(messages.size()));
      long instant = event.sentAtMillis() + random.nextInt((int) HORIZON_MILLIS);
      String sender = event.sender();
      wrong += store.read(sender, instant) == truth.count(sender, sizeMillis, instant) ? 0 : 1;
    }
    return wrong;
  }
}
