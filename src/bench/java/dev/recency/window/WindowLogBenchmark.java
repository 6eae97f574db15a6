package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Planner;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.sql.SqlParser;
import dev.recency.window.SlidingWindows.Decay;
import dev.recency.window.log.LogSizes;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds, and with {@code -prof gc} bytes allocated, per event of one key under COUNT, SUM and
 * AVG: the arithmetic alone, and with the rows that go to a host that drops them. An invocation
 * takes in so many events that what a new key costs does not count.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // @Setup fills the fields
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowLogBenchmark {
  private static final int EVENTS = 1 << 17;
  private static final long GAP_MILLIS = 1_000;
  private static final int[] FACTORS = {1, 6, 144, 4_320};

  @Param({"5", "200"})
  private int eventsInWindow;

  /** Statements over the one log, the further ones with windows 6, 144 and 4,320 times as long. */
  @Param({"1", "4"})
  private int windows;

  private final KeyedRecord[] records = new KeyedRecord[EVENTS];
  private SlidingWindows operator;
  private LogDefinition definition;

  /** Makes the events: every eighth is up to three gaps late. */
  @Setup
  public void setUp() {
    SharedLog log = log();
    List<Predicate<Row>> having = Collections.nCopies(windows, row -> true);
    operator = SlidingWindows.of(log, having, Decay.EVERY_INSTANT);
    definition = LogDefinition.of(log, having, LogSizes.DEFAULT);
    Row key = new Row.Builder(1).setLong(0, 77).build();
    for (int i = 0; i < EVENTS; i++) {
      long late = i % 8 == 7 ? i * 31L % 3 * GAP_MILLIS : 0;
      long time = 1_700_000_000_000L + i * GAP_MILLIS - late;
      Row amount = new Row.Builder(1).setDouble(0, i * 37L % 1_000 * 0.01).build();
      records[i] = new KeyedRecord(key, amount, time, time);
    }
  }

  /** Into the log, into the accumulators, and what has left out of both; no row. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object arithmetic() {
    MeasuredContext host = new MeasuredContext();
    LogState state = LogState.empty(definition);
    long asOf = Long.MIN_VALUE;
    for (KeyedRecord record : records) {
      asOf = Math.max(asOf, record.eventTimeMillis());
      state.log.insert(record.eventTimeMillis(), record.arguments(), host);
      for (WindowState window : state.windows) {
        window.add(state.log.inserted(), host);
        window.expireThrough(asOf - window.definition.sizeMillis(), state.log, host);
      }
      state.log.dropBefore(state.oldestNeededMillis(), host);
    }
    return state;
  }

  /** The whole operator, with the row of each arrival. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public KeyContext withRows() {
    MeasuredContext host = new MeasuredContext();
    for (KeyedRecord record : records) {
      operator.onRecord(record, host);
    }
    return host;
  }

  private SharedLog log() {
    StringBuilder sql =
        new StringBuilder(
            """
            CREATE STREAM events (user_id BIGINT, amount DOUBLE)
              WITH (KAFKA_TOPIC='events', VALUE_FORMAT='JSON');
            """);
    for (int window = 0; window < windows; window++) {
      sql.append(
          """
          CREATE TABLE sums%d WITH (KAFKA_TOPIC='sums', VALUE_FORMAT='JSON') AS
          SELECT user_id, COUNT(*) AS n, SUM(amount) AS total, AVG(amount) AS average FROM events
          WINDOW SLIDING (SIZE %d SECONDS) GROUP BY user_id;
          """
              .formatted(window, eventsInWindow * FACTORS[window]));
    }
    String text = sql.toString();
    return SharedLog.of(Planner.plan(List.of(SqlParser.script("bench.sql", text)))).get(0);
  }
}
