package dev.recency.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Planner;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.sql.SqlParser;
import dev.recency.window.SlidingWindows.Decay;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One key with a million events in thirty days. */
class MillionEventsTest {
  private static final int EVENTS = 1_000_000;
  private static final long MONTH_MILLIS = Duration.ofDays(30).toMillis();
  private static final long GAP_MILLIS = MONTH_MILLIS / EVENTS;
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final int SNAPSHOT_EVERY = 5_000;

  /** A header and a chunk are each a few kilobytes, and so is the page that lists 128 chunks. */
  private static final int BOUND_BYTES = 8 << 10;

  private static final Row KEY = Row.of(List.of(Simple.BIGINT), List.of(1L));

  private final MeasuredContext context = new MeasuredContext();
  private final SplittableRandom random = new SplittableRandom(30);
  private final SlidingWindows windows =
      SlidingWindows.of(log(), List.of(row -> true), Decay.EVERY_INSTANT);

  @Test
  void neitherInsertNorDecayNorSnapshotTouchesMoreStateThanItsHeaderOrOneChunk() {
    insert();
    assertThat(context.rows()).isEqualTo(EVENTS);
    assertThat(context.lastRow().getLong(1)).isEqualTo(EVENTS);
    assertThat(context.storedBytes()).isBetween(3L * EVENTS, 6L * EVENTS);
    assertBounded();
    decay();
    assertThat(context.lastRow().getLong(1)).isZero();
    assertThat(context.lastRow().isNull(2)).isTrue();
    assertThat(context.empty()).isTrue();
    assertBounded();
  }

  private void assertBounded() {
    assertThat(context.largestHeaderBytes()).isBetween(1, BOUND_BYTES);
    assertThat(context.largestChunkBytes()).isBetween(1, BOUND_BYTES);
  }

  /** Every twentieth event is a little late, every thousandth up to twenty days. */
  private void insert() {
    for (int i = 0; i < EVENTS; i++) {
      long time = START_MILLIS + i * GAP_MILLIS + random.nextLong(GAP_MILLIS);
      if (i % 1_000 == 999) {
        time -= random.nextLong(MONTH_MILLIS * 2 / 3);
      } else if (i % 20 == 0) {
        time -= random.nextLong(5 * GAP_MILLIS);
      }
      time = Math.max(START_MILLIS, time);
      windows.onRecord(new KeyedRecord(KEY, duration(), time, time), context);
      if (i % SNAPSHOT_EVERY == SNAPSHOT_EVERY - 1) {
        context.evict();
      }
    }
  }

  private Row duration() {
    return Row.of(List.of(Simple.BIGINT), List.of(random.nextLong(1_000)));
  }

  private void decay() {
    long end = START_MILLIS + 2 * MONTH_MILLIS;
    long step = MONTH_MILLIS * SNAPSHOT_EVERY / EVENTS;
    for (long clock = START_MILLIS + MONTH_MILLIS; clock <= end + step; clock += step) {
      context.advance(windows, KEY, clock);
      context.snapshot();
    }
  }

  private static SharedLog log() {
    String sql =
        """
        CREATE STREAM matches (user_id BIGINT, duration BIGINT)
          WITH (KAFKA_TOPIC='matches', VALUE_FORMAT='JSON');
        CREATE TABLE counts WITH (KAFKA_TOPIC='counts', VALUE_FORMAT='JSON') AS
        SELECT user_id, COUNT(*) AS n, AVG(duration) AS average FROM matches
        WINDOW SLIDING (SIZE 30 DAYS) GROUP BY user_id;
        """;
    return SharedLog.of(Planner.plan(List.of(SqlParser.script("test.sql", sql)))).get(0);
  }
}
