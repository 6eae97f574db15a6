package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that jump, windows that are long, keys that are many. */
final class ClockFaultsTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long START = 1_700_586_000_000L;

  @TempDir private Path directory;

  private LiveChain chain(String size) throws Exception {
    Definitions definitions =
        Definitions.of(
            "clocks.sql",
            """
            CREATE STREAM pings (host STRING KEY, x INT)
              WITH (KAFKA_TOPIC='pings', VALUE_FORMAT='JSON');
            CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
              SELECT host, COUNT(*) AS n FROM pings
              WINDOW SLIDING (SIZE %s) GROUP BY host EMIT CHANGES;
            """
                .formatted(size));
    return new LiveChain(definitions, directory, 1, START, null);
  }

  private static List<String> texts(List<CommandRecord> commands) {
    return commands.stream()
        .map(
            command ->
                new String(Objects.requireNonNull(command.value()), StandardCharsets.UTF_8)
                    + " @"
                    + (command.timestampMillis() - START) / SECOND)
        .toList();
  }

  /** One event a minute for half an hour, with the wall clock of the worker off by so much. */
  private static void halfAnHour(LiveChain chain, long offMillis) throws Exception {
    for (int minute = 0; minute <= 30; minute++) {
      chain.now(START + minute * MINUTE + (minute < 10 ? 0 : offMillis));
      chain.event(0, "a", START + minute * MINUTE);
      chain.now(START + minute * MINUTE + SECOND + (minute < 10 ? 0 : offMillis));
    }
  }

  @Test
  void aWorkersClockThatGoesBackAnHourChangesNothingWhileEventsCome() throws Exception {
    List<String> right;
    try (LiveChain chain = chain("10 MINUTES")) {
      halfAnHour(chain, 0);
      right = texts(chain.take());
    }
    try (LiveChain chain = chain("10 MINUTES")) {
      halfAnHour(chain, -HOUR);
      assertThat(texts(chain.take())).isEqualTo(right);
    }
    assertThat(right).hasSize(31).last().isEqualTo("{\"N\":10} @1800");
  }

  /** Silence is judged by that clock: what is said is true for the instant that it names. */
  @Test
  void aWorkersClockThatJumpsAnHourAheadInSilenceDecaysEarlyAndHealsWhenTimeCatchesUp()
      throws Exception {
    try (LiveChain chain = chain("2 HOURS")) {
      chain.event(0, "a", START);
      chain.now(START + HOUR + MINUTE);
      chain.event(0, "a", START + MINUTE);
      assertThat(texts(chain.take())).containsExactly("{\"N\":1} @0", "{\"N\":2} @3659");
      chain.now(START + HOUR + 70 * MINUTE);
      assertThat(texts(chain.take()))
          .as("ten real minutes later, two hours by that clock")
          .containsExactly("{\"N\":0} @7260");
      chain.event(0, "a", START + 20 * MINUTE);
      chain.now(START + 21 * MINUTE);
      chain.event(0, "a", START + 3 * HOUR);
      assertThat(texts(chain.take())).containsExactly("{\"N\":1} @7799", "{\"N\":1} @10800");
    }
  }

  /** 20 keys with an event a day in a window of 30 days: per key one header, one timer, no more. */
  @Test
  void aLongWindowOverSparseEventsKeepsLittleAndInTheEndNothing() throws Exception {
    try (LiveChain chain = chain("30 DAYS")) {
      for (int day = 0; day < 120; day++) {
        for (int key = 0; key < 20; key++) {
          chain.event(0, "k" + key, START + day * DAY + key * MINUTE);
        }
        chain.now(START + day * DAY + HOUR);
        chain.host().snapshot(day);
        assertThat(chain.host().timers()).isEqualTo(20);
        assertThat(chain.host().entries()).as("entries on day [%d]", day).isLessThanOrEqualTo(60);
      }
      chain.take();
      chain.now(START + 151 * DAY);
      assertThat(texts(chain.take())).hasSize(20).allMatch(text -> text.startsWith("{\"N\":0}"));
      chain.host().snapshot(200);
      assertThat(chain.host().timers()).isZero();
      assertThat(chain.host().entries()).isZero();
    }
  }

  @Test
  @Tag("nightly")
  void aHundredThousandKeysThatExpireInOneSecondAreSaidOnceEach() throws Exception {
    int keys = 100_000;
    try (LiveChain chain = chain("10 MINUTES")) {
      for (int key = 0; key < keys; key++) {
        chain.event(0, "k" + key, START + key % 1_000);
      }
      assertThat(chain.take()).hasSize(keys);
      long fromNanos = System.nanoTime();
      chain.now(START + 12 * MINUTE);
      List<CommandRecord> decays = chain.take();
      System.out.printf(
          "ClockFaultsTest: [%d] keys expired in [%d ms]%n",
          keys, (System.nanoTime() - fromNanos) / 1_000_000);
      Set<String> seen = new HashSet<>();
      decays.forEach(
          each -> seen.add(new String(Objects.requireNonNull(each.key()), StandardCharsets.UTF_8)));
      assertThat(decays).hasSize(keys);
      assertThat(seen).hasSize(keys);
      chain.host().snapshot(1);
      assertThat(chain.host().entries()).isZero();
    }
  }
}
