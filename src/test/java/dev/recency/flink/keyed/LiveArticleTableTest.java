package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The article's table live: clock, keying and host as the job chains them, with a wall clock that the
 * test steps by minutes. Matches come every two minutes from 17:00 to 17:12, and then nobody plays.
 */
final class LiveArticleTableTest {
  private static final long MINUTE = 60_000;

  /** 17:00 of the article's day. */
  private static final long FIVE = 1_700_586_000_000L;

  private static final Definitions DEFINITIONS =
      Definitions.of(
          "live.sql",
          """
          CREATE STREAM matches (userId STRING KEY, x INT)
            WITH (KAFKA_TOPIC='matches', VALUE_FORMAT='JSON');
          CREATE TABLE recent WITH (KAFKA_TOPIC='recent') AS
            SELECT userId, COUNT(*) AS n FROM matches
            WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
          """);

  @TempDir private Path directory;

  /** The chain of operators, by minutes after five, and what came out. */
  private final class Chain implements AutoCloseable {
    private final LiveChain live = new LiveChain(DEFINITIONS, directory, 1, FIVE - MINUTE, null);
    private final List<String> seen = new ArrayList<>();

    Chain() throws Exception {}

    /** The wall clock reaches a minute. */
    void minute(int minute) throws Exception {
      live.now(FIVE + MINUTE * minute);
      live.take().forEach(command -> seen.add(text(command)));
    }

    /** A match of this minute arrives. */
    void match(int minute) throws Exception {
      live.event(0, "u", FIVE + MINUTE * minute);
      live.take().forEach(command -> seen.add(text(command)));
    }

    @Override
    public void close() throws Exception {
      live.close();
    }
  }

  @Test
  void countsRiseWithTheMatchesAndFallByTheWallClockAlone() throws Exception {
    try (Chain chain = new Chain()) {
      for (int minute = 0; minute <= 30; minute++) {
        chain.minute(minute);
        if (minute % 2 == 0 && minute <= 12) {
          chain.match(minute);
        }
      }
      assertThat(chain.seen)
          .containsExactly(
              "1 @0.0", "2 @2.0", "3 @4.0", "4 @6.0", "5 @8.0", "5 @10.0", "5 @12.0", "4 @14.0",
              "3 @16.0", "2 @18.0", "1 @20.0", "0 @22.0");
      chain.live.host().snapshot(1);
      assertThat(chain.live.host().entries()).as("state").isZero();
      assertThat(chain.live.host().timers()).isZero();
    }
  }

  /** The clock of a silent partition is the wall clock less one second. */
  @Test
  void anOutageThatLookedLikeSilenceIsCorrectedByItsLateEvents() throws Exception {
    try (Chain chain = new Chain()) {
      chain.minute(0);
      chain.match(0);
      chain.minute(11);
      assertThat(chain.seen).containsExactly("1 @0.0", "0 @10.0");
      chain.match(3);
      chain.match(1);
      chain.match(0);
      double elevenLessASecond = 11 - 1 / 60.0;
      assertThat(chain.seen.subList(2, chain.seen.size()))
          .as("17:00 is out of the window by then")
          .containsExactly("1 @" + elevenLessASecond, "2 @" + elevenLessASecond);
      chain.minute(30);
      assertThat(chain.seen).last().isEqualTo("0 @13.0");
    }
  }

  /** The count and the minutes of its as-of since five. */
  private static String text(CommandRecord command) {
    String value = ScriptedQuery.text(command);
    String count = value.substring(value.indexOf(':') + 1, value.length() - 1);
    return count + " @" + (command.timestampMillis() - FIVE) / (double) MINUTE;
  }
}
