package dev.recency.simulator;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
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
  /** A row as it was emitted, or must be. */
  private record Emitted(List<@Nullable Object> row, RowKind kind, long asOf, long arrival) {}

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
  private final Supplier<KeyedOperator> operators;
  private final Query.Windowed query;
  private final WindowTruth truth;
  private final Random random;
  private final SplittableRandom watching;
  private History history = new History();
  private History saved = new History();
  private List<KeySpaceSnapshot> checkpoint = List.of();
  private List<KeySpace> instances = new ArrayList<>();
  private List<Emitted> emitted = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private long frontMillis;
  private @Nullable String difference;

  private TimeWindowRun(TimeWindowCase test, Random random, Supplier<KeyedOperator> operators) {
    this.test = test;
    this.operators = operators;
    this.random = random;
    query = test.query();
    truth = test.truth();
    watching = new SplittableRandom(random.nextLong());
    frontMillis = test.baseMillis();
    history.partitionClocks = new long[test.partitions()];
    Arrays.fill(history.partitionClocks, Long.MIN_VALUE);
    saved = history.copy();
    restore(List.of(), 1);
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
        checkpoint = instances.stream().map(KeySpace::snapshot).toList();
        saved = history.copy();
      }
      case 1 -> {
        history = saved.copy();
        restore(checkpoint, 1 + random.nextInt(3));
      }
      case 2 -> restore(instances.stream().map(KeySpace::snapshot).toList(), 1 + random.nextInt(3));
      case 3 -> frontMillis = plus(frontMillis, random.nextInt(30 * test.spreadMillis()));
      default -> {
        event(at);
        clock(at);
      }
    }
    check("keys with state", expectedKeys(), keysWithState(), at);
    check("timers", expectedKeys(), instances.stream().mapToInt(KeySpace::timers).sum(), at);
  }

  private void restore(List<KeySpaceSnapshot> snapshots, int parts) {
    List<List<KeySpaceSnapshot>> split = snapshots.stream().map(s -> s.split(parts)).toList();
    instances = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int own = part;
      KeySpace instance =
          new KeySpace(
              new Ending(new StrictOperator(operators.get(), watching, false)),
              TimeWindowQueries.KEY,
              new Collector(),
              () -> watching.nextInt(4) == 0);
      instance.restore(split.stream().map(each -> each.get(own)).toList());
      instances.add(instance);
    }
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
    emitted = new ArrayList<>();
    outcomes.clear();
    instances.get(KeySpaceSnapshot.part(StructValue.of(key), instances.size())).process(record);
    Outcome outcome = accepted ? Outcome.ACCEPTED : Outcome.LATE_WITHOUT_EFFECT;
    String record1 = at + " " + key + " at [" + time + "] " + record.partitionClockMillis();
    check("outcome", List.of(outcome), outcomes, record1);
    List<Emitted> expected = new ArrayList<>();
    if (accepted) {
      long stamp = history.stamps.merge(key, record.arrivalMillis(), Math::max);
      if (!test.emitFinal()) {
        truth.changes(keyRow, arrivals).forEach(said -> expected.add(expected(said, stamp)));
      }
    } else {
      arrivals.remove(arrivals.size() - 1);
    }
    check("rows", expected, emitted, record1);
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
    emitted = new ArrayList<>();
    instances.forEach(each -> each.advance(toMillis, 0));
    Map<String, List<Emitted>> byKey = new HashMap<>();
    emitted.forEach(
        row -> byKey.computeIfAbsent((String) row.row().get(0), k -> new ArrayList<>()).add(row));
    check("rows", expected, byKey, at + " clock [" + toMillis + "]");
    check("keys with state", expectedKeys(), keysWithState(), at + " clock [" + toMillis + "]");
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

  private int keysWithState() {
    return instances.stream().mapToInt(KeySpace::keysWithState).sum();
  }

  private void check(String what, Object expected, Object actual, String at) {
    if (difference == null && !expected.equals(actual)) {
      difference = "%s at %s: expected%n%s%nbut were%n%s".formatted(what, at, expected, actual);
    }
  }

  private static long plus(long millis, long more) {
    return millis > Long.MAX_VALUE - more ? Long.MAX_VALUE : millis + more;
  }

  /** An operator whose timers come to an end. */
  private static final class Ending implements KeyedOperator {
    private static final int MOST = 100_000;

    private final KeyedOperator operator;
    private int timers;

    private Ending(KeyedOperator operator) {
      this.operator = operator;
    }

    @Override
    public void onRecord(KeyedRecord record, KeyContext context) {
      operator.onRecord(record, context);
    }

    @Override
    public void onTimer(Row key, KeyContext context) {
      if (timers++ > MOST) {
        throw new AssertionError("timers without end");
      }
      operator.onTimer(key, context);
    }
  }

  private final class Collector implements KeySpace.Output {
    @Override
    public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
      emitted.add(
          new Emitted(TimeWindowQueries.values(query, row), kind, asOfMillis, arrivalMillis));
    }

    @Override
    public void count(int statement, Outcome outcome) {
      outcomes.add(outcome);
    }
  }
}
