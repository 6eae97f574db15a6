package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.aggregate.Count;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.window.MeasuredContext;
import dev.recency.window.session.SessionWindows;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.HoppingWindows;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What windows cost: combinations are counted, and the bytes of the state are measured. */
class TimeWindowCostTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;
  private static final Row KEY = Row.of(List.of(Simple.STRING), List.of("user"));
  private static final int BOUND = 4_096;

  private final CountedAggregate<?> count =
      new CountedAggregate<>(new Count(OptionalInt.empty()), 1);
  private final MeasuredContext context = new MeasuredContext();

  private KeyedOperator operator(TimeWindow window) {
    Query.Windowed query = TimeWindowQueries.counting(window);
    Aggregation aggregation = Aggregation.of(query, row -> true, List.of(count));
    return window instanceof TimeWindow.Session
        ? SessionWindows.of(query, aggregation)
        : HoppingWindows.of(query, aggregation);
  }

  private void event(KeyedOperator operator, long timeMillis, long partitionClockMillis) {
    Row arguments = new Row.Builder(0).build();
    operator.onRecord(
        new KeyedRecord(KEY, arguments, timeMillis, timeMillis, partitionClockMillis), context);
    context.advance(operator, KEY, partitionClockMillis);
  }

  @ParameterizedTest
  @ValueSource(longs = {10 * MINUTE, MINUTE, 10_000, 1_000, 100})
  void finalRowsCostTheSameWhateverSizeByAdvanceIs(long advance) {
    KeyedOperator operator = operator(new TimeWindow.Hopping(10 * MINUTE, advance, Emit.FINAL, 0));
    long events = 40_000;
    for (long i = 0; i < events; i++) {
      event(operator, i * 50, i * 50);
    }
    context.advance(operator, KEY, DAY);
    long slices = events * 50 / Math.max(50, advance);
    assertThat(count.additions()).isEqualTo(events);
    assertThat(context.rows()).isGreaterThanOrEqualTo(slices);
    assertThat(count.combinations()).isLessThanOrEqualTo(2 * (slices + context.rows()));
    assertThat(context.empty()).isTrue();
  }

  /** An event that is late for one window costs the slices between it and the newest. */
  @Test
  void disorderAcrossTheEndOfAWindowCostsLittle() {
    KeyedOperator operator = operator(new TimeWindow.Hopping(10 * MINUTE, 1_000, Emit.FINAL, 0));
    Random random = new Random(1);
    long events = 40_000;
    long clock = 0;
    for (long i = 0; i < events; i++) {
      long time = Math.max(0, i * 50 - random.nextInt(200));
      clock = Math.max(clock, time);
      event(operator, time, clock);
    }
    context.advance(operator, KEY, DAY);
    assertThat(count.additions()).isLessThan(6 * events);
    assertThat(count.combinations()).isLessThanOrEqualTo(2 * (2_000 + context.rows()));
  }

  @Test
  void aGapCostsNothing() {
    KeyedOperator operator = operator(new TimeWindow.Hopping(MINUTE, 1_000, Emit.FINAL, 0));
    event(operator, 500, 500);
    event(operator, 1_000_000 * DAY, 1_000_000 * DAY);
    context.advance(operator, KEY, 2_000_000 * DAY);
    assertThat(context.rows()).isEqualTo(1 + 60);
    assertThat(context.empty()).isTrue();
  }

  /** EMIT CHANGES: a slice is combined once per event, and not once per window. */
  @Test
  void changesCombineEachSliceOnce() {
    KeyedOperator operator = operator(new TimeWindow.Hopping(10 * MINUTE, 1_000, Emit.CHANGES, 0));
    long events = 2_000;
    for (long i = 0; i < events; i++) {
      event(operator, i * 1_000, i * 1_000);
    }
    assertThat(count.combinations()).isLessThan(4 * 600 * events);
  }

  @Test
  void aDayOfGraceStaysInBoundedPieces() {
    KeyedOperator operator =
        operator(new TimeWindow.Hopping(10 * MINUTE, MINUTE, Emit.CHANGES, DAY - 10 * MINUTE));
    Random random = new Random(1);
    for (long minute = 0; minute < 3_000; minute++) {
      event(operator, minute * MINUTE, minute * MINUTE);
      context.evict();
      event(operator, late(random, minute), minute * MINUTE);
      context.evict();
    }
    bounded();
    assertThat(context.storedBytes()).isLessThan(20 * 1_600);
    context.advance(operator, KEY, 10 * DAY);
    assertThat(context.empty()).isTrue();
  }

  private static long late(Random random, long minute) {
    return Math.max(0, minute - random.nextInt(1_400)) * MINUTE;
  }

  @Test
  void finalRowsOfManySlicesStayInBoundedPieces() {
    KeyedOperator operator = operator(new TimeWindow.Hopping(5_000, 1, Emit.FINAL, 0));
    for (long i = 0; i < 12_000; i++) {
      event(operator, i, i);
      context.evict();
    }
    bounded();
    assertThat((double) context.chunkAccesses() / context.rows()).isLessThan(2);
    context.advance(operator, KEY, DAY);
    assertThat(context.empty()).isTrue();
  }

  @Test
  void manySessionsStayInBoundedPieces() {
    KeyedOperator operator = operator(new TimeWindow.Session(30_000, Emit.CHANGES, DAY));
    Random random = new Random(1);
    for (long minute = 0; minute < 3_000; minute++) {
      event(operator, minute * MINUTE, minute * MINUTE);
      context.evict();
      event(operator, late(random, minute), minute * MINUTE);
      context.evict();
    }
    bounded();
    context.advance(operator, KEY, 10 * DAY);
    assertThat(context.empty()).isTrue();
  }

  private void bounded() {
    assertThat(context.largestHeaderBytes()).isLessThan(BOUND);
    assertThat(context.largestChunkBytes()).isBetween(1, BOUND);
  }
}
