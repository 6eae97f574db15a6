package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silence, backlogs and downtime: what the live clock makes of them, up to the commands. */
final class SilenceFaultsTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_700_586_000_000L;

  private static final Definitions DEFINITIONS =
      Definitions.of(
          "silence.sql",
          """
          CREATE STREAM pings (host STRING KEY, x INT)
            WITH (KAFKA_TOPIC='pings', VALUE_FORMAT='JSON');
          CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
            SELECT host, COUNT(*) AS n FROM pings
            WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY host EMIT CHANGES;
          """);

  @TempDir private Path directory;

  private LiveChain chain(int partitions) throws Exception {
    return new LiveChain(DEFINITIONS, directory, partitions, START, null);
  }

  private static String key(CommandRecord command) {
    return new String(Objects.requireNonNull(command.key()), StandardCharsets.UTF_8);
  }

  private static long count(CommandRecord command) {
    String value = new String(Objects.requireNonNull(command.value()), StandardCharsets.UTF_8);
    return Long.parseLong(value.replaceAll("[^0-9]", ""));
  }

  private static List<Long> counts(List<CommandRecord> commands, String key) {
    return commands.stream()
        .filter(command -> key(command).equals(key))
        .map(SilenceFaultsTest::count)
        .toList();
  }

  /** Partition 1 was idle for minutes: the clock went on without it, and nothing of it is late. */
  @Test
  void acceptsTheBacklogOfAnIdlePartitionThatResumes() throws Exception {
    try (LiveChain chain = chain(2)) {
      chain.event(0, "a", START);
      chain.event(1, "b", START);
      for (int second = 1; second <= 300; second++) {
        chain.event(0, "a", START + second * SECOND);
        chain.now(START + second * SECOND);
      }
      assertThat(counts(chain.take(), "b")).containsExactly(1L);
      for (int second = 1; second <= 290; second++) {
        chain.event(1, "b", START + second * SECOND);
      }
      List<CommandRecord> backlog = chain.take();
      assertThat(counts(backlog, "b"))
          .as("each event of the backlog has its command")
          .hasSize(290)
          .last()
          .isEqualTo(291L);
      assertThat(backlog)
          .as("the clock had passed all of them but for the margin")
          .filteredOn(command -> key(command).equals("b"))
          .allSatisfy(
              command -> assertThat(command.timestampMillis()).isGreaterThan(START + 295 * SECOND));
    }
  }

  @Test
  void decaysToNothingWhenNoFurtherEventOfAKeyComes() throws Exception {
    try (LiveChain chain = chain(1)) {
      chain.event(0, "gone", START);
      chain.event(0, "gone", START + MINUTE);
      for (int second = 0; second <= 1_200; second++) {
        chain.event(0, "busy", START + MINUTE + second * SECOND);
        chain.now(START + MINUTE + second * SECOND);
      }
      List<CommandRecord> gone =
          chain.take().stream().filter(command -> key(command).equals("gone")).toList();
      assertThat(counts(gone, "gone")).containsExactly(1L, 2L, 1L, 0L);
      assertThat(gone.get(2).timestampMillis()).isEqualTo(START + 10 * MINUTE);
      assertThat(gone.get(3).timestampMillis()).isEqualTo(START + 11 * MINUTE);
      chain.host().snapshot(1);
      assertThat(chain.host().timers()).as("only the busy key still waits").isEqualTo(1);
    }
  }

  /** 20 instants of each key have passed: what is said is the last of them, once. */
  @Test
  void saysAtMostOneDecayPerKeyAndClockStepAfterADayOfDowntime() throws Exception {
    LiveChain.State saved;
    Set<String> keys = new TreeSet<>();
    try (LiveChain chain = chain(1)) {
      for (int event = 0; event < 1_000; event++) {
        keys.add("k" + event % 50);
        chain.event(0, "k" + event % 50, START + event);
      }
      saved = chain.snapshot();
    }
    long restart = START + 24 * 60 * MINUTE;
    try (LiveChain chain = new LiveChain(DEFINITIONS, directory, 1, restart, saved)) {
      List<CommandRecord> decays = new ArrayList<>();
      for (int step = 0; step < 600; step++) {
        chain.event(0, "new" + step % 7, START + MINUTE + step * 2 * MINUTE);
        chain.now(restart + 200L * step);
        List<CommandRecord> commands = chain.take();
        assertThat(mostOfOneKey(commands)).as("step [%d]", step).isLessThanOrEqualTo(2);
        decays.addAll(commands);
      }
      Map<String, Integer> byKey = new HashMap<>();
      decays.stream()
          .filter(command -> keys.contains(key(command)))
          .forEach(command -> byKey.merge(key(command), 1, Integer::sum));
      assertThat(byKey.keySet()).isEqualTo(keys);
      assertThat(byKey.values()).containsOnly(1);
      assertThat(decays)
          .filteredOn(command -> keys.contains(key(command)))
          .allSatisfy(command -> assertThat(count(command)).isZero());
    }
  }

  /** The most commands of one key in a step: at most its arrival and one decay. */
  private static int mostOfOneKey(List<CommandRecord> commands) {
    Map<String, Integer> groups = new HashMap<>();
    commands.forEach(command -> groups.merge(key(command), 1, Integer::sum));
    return groups.values().stream().mapToInt(each -> each).max().orElse(0);
  }
}
