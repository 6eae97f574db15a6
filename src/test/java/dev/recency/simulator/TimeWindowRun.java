package dev.recency.simulator;

import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.simulator.TimeWindowHost.Emitted;
import dev.recency.window.time.Arrival;
import dev.recency.window.time.Said;
import dev.recency.window.time.WindowTruth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random events, clocks, crashes, restores and rescales for one windowed query; after every step
 * what the operator said and keeps is compared with what it must.
 */
final class TimeWindowRun {
  /** What the operator has been told. */
  private static final class History {
    final Map<String, List<Arrival>> arrivals = new HashMap<>();
    final Map<String, Long> stamps = new HashMap<>();
    long[] partitionClocks = new long[0];
    long clock = Long.MIN_VALUE;

    History copy() {
      History copy = new History();
      arrivals.forEach((key, list) -> copy.arrivals.put(key, new ArrayList<>(list)));
      copy.stamps.putAll(stamps);
      copy.partitionClocks = partitionClocks.clone();
      copy.clock = clock;
      return copy;
    }
  }

  private final TimeWindowCase test;
  private final Query.Windowed query;
  private final WindowTruth truth;
  private final Random random;
  private History history = new History();
  private History saved = new History();
  private final TimeWindowHost host;
  private List<KeySpaceSnapshot> checkpoint = List.of();
  private long frontMillis;
  private @Nullable String difference;

  private TimeWindowRun(TimeWindowCase test, Random random, Supplier<KeyedOperator> operators) {
    this.test = test;
    this.random = random;
    query = test.query();
    truth = test.truth();
    host = new TimeWindowHost(query, operators, new SplittableRandom(random.nextLong()));
    frontMillis = test.baseMillis();
    history.partitionClocks = new long[test.partitions()];
    Arrays.fill(history.partitionClocks, Long.MIN_VALUE);
    saved = history.copy();
  }

  /** The first difference from what must be in so many steps. */
  static Optional<String> difference(
      TimeWindowCase test, Random random, int steps, Supplier<KeyedOperator> operators) {
    TimeWindowRun run = new TimeWindowRun(test, random, operators);
    try {
      for (int step = 0; step < steps && run.difference == null; step++) {
        run.step(step);
      }
      if (run.difference == null) {
        run.advance(Long.MAX_VALUE, "the end");
      }
    } catch (RuntimeException | AssertionError e) {
      List<StackTraceElement> where = List.of(e.getStackTrace()).subList(0, 8);
      return Optional.of(test + " at " + run.history.clock + ": " + e + " " + where);
    }
    return Optional.ofNullable(run.difference).map(found -> test + ": " + found);
  }

  private void step(int step) {
    String at = "step [" + step + "]";
    switch (random.nextInt(60)) {
      case 0 -> {
        checkpoint = host.snapshot();
        saved = history.copy();
      }
      case 1 -> {
        history = saved.copy();
        host.restore(checkpoint, 1 + random.nextInt(3));
      }
      case 2 -> host.restore(host.snapshot(), 1 + random.nextInt(3));
      case 3 -> frontMillis = plus(frontMillis, random.nextInt(30 * test.spreadMillis()));
      default -> {
        event(at);
        clock(at);
      }
    }
    check("keys with state", expectedKeys(), host.keysWithState(), at);
    check("timers", expectedKeys(), host.timers(), at);
  }

  private void event(String at) {
    frontMillis = plus(frontMillis, random.nextInt(test.spreadMillis() + 1));
    long back = random.nextInt(3) > 0 ? 0 : random.nextInt(4 * test.spreadMillis());
    if (random.nextInt(20) == 0) {
      back *= 5;
    }
    long time = Math.max(0, frontMillis - back);
    int partition = random.nextInt(test.partitions());
    String key = "user" + random.nextInt(test.keys());
    long[] clocks = history.partitionClocks;
    clocks[partition] = Math.max(clocks[partition], time);
    Row keyRow = Row.of(query.layout().types().subList(0, 1), List.of(key));
    Row arguments =
        TimeWindowQueries.arguments(random.nextBoolean() ? "x" : null, random.nextInt(1_000));
    KeyedRecord record =
        new KeyedRecord(keyRow, arguments, time, random.nextInt(1_000), clocks[partition]);
    List<Arrival> arrivals = history.arrivals.computeIfAbsent(key, each -> new ArrayList<>());
    arrivals.add(new Arrival(record, history.clock));
    boolean accepted = truth.accepts(arrivals);
    host.process(record);
    Outcome outcome = accepted ? Outcome.ACCEPTED : Outcome.LATE_WITHOUT_EFFECT;
    String place = at + " " + key + " at [" + time + "] " + record.partitionClockMillis();
    check("outcome", List.of(outcome), host.outcomes(), place);
    List<Emitted> expected = new ArrayList<>();
    if (accepted) {
      long stamp = history.stamps.merge(key, record.arrivalMillis(), Math::max);
      if (!test.emitFinal()) {
        truth.changes(keyRow, arrivals).forEach(said -> expected.add(expected(said, stamp)));
      }
    } else {
      arrivals.remove(arrivals.size() - 1);
    }
    check("rows", expected, host.rows(), place);
  }

  private void clock(String at) {
    long[] clocks = history.partitionClocks;
    long minimum = Arrays.stream(clocks).min().orElseThrow();
    long maximum = Arrays.stream(clocks).max().orElseThrow();
    switch (test.clocks()) {
      case EXACT -> advance(minimum, at);
      case LAGGING -> {
        if (random.nextInt(6) == 0 && minimum >= 0) {
          advance(Math.max(0, minimum - random.nextInt(2 * test.spreadMillis())), at);
        }
      }
      case AHEAD -> advance(random.nextInt(4) == 0 ? maximum : minimum, at);
    }
  }

  private void advance(long toMillis, String at) {
    if (toMillis <= history.clock) {
      return;
    }
    long from = history.clock;
    history.clock = toMillis;
    Map<String, List<Emitted>> expected = new HashMap<>();
    history.arrivals.forEach(
        (key, arrivals) -> {
          Row row = arrivals.isEmpty() ? null : arrivals.get(0).record().key();
          if (row != null && test.emitFinal()) {
            List<Emitted> rows = new ArrayList<>();
            truth
                .finals(row, arrivals, from, toMillis)
                .forEach(said -> rows.add(expected(said, closing(said))));
            if (!rows.isEmpty()) {
              expected.put(key, rows);
            }
          }
          if (!truth.open(arrivals, toMillis)) {
            history.stamps.remove(key);
          }
        });
    host.advance(toMillis);
    Map<String, List<Emitted>> byKey = new HashMap<>();
    host.rows()
        .forEach(
            row ->
                byKey.computeIfAbsent((String) row.row().get(0), k -> new ArrayList<>()).add(row));
    check("rows", expected, byKey, at + " clock [" + toMillis + "]");
    check(
        "keys with state", expectedKeys(), host.keysWithState(), at + " clock [" + toMillis + "]");
  }

  /** The instant at which the window of this row is closed. */
  private long closing(Said said) {
    return test.closingMillis(said.row().getLong(said.row().size() - 1));
  }

  private Emitted expected(Said said, long arrival) {
    return new Emitted(
        TimeWindowQueries.values(query, said.row()), said.kind(), said.asOfMillis(), arrival);
  }

  private int expectedKeys() {
    return (int)
        history.arrivals.values().stream()
            .filter(arrivals -> truth.open(arrivals, history.clock))
            .count();
  }

  private void check(String what, Object expected, Object actual, String at) {
    if (difference == null && !expected.equals(actual)) {
      difference = "%s at %s: expected%n%s%nbut were%n%s".formatted(what, at, expected, actual);
    }
  }

  private static long plus(long millis, long more) {
    return millis > Long.MAX_VALUE - more ? Long.MAX_VALUE : millis + more;
  }
}
