package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.LifetimeAggregate;
import dev.recency.operator.Seeds;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random events with duplicates and disorder, crashes, restores and rescales at any step; after
 * every step the rows and the state are compared with a count from scratch. The numbers are those
 * of the invariants of {@link LifetimeAggregate}.
 */
class LifetimeAggregatePropertyTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 500;

  /** A row as it was emitted. */
  private record Emitted(
      String key, long all, long present, RowKind kind, long asOf, long arrival) {}

  /** An event as it was taken in. */
  private record Taken(String key, @Nullable String argument, long eventTime, long arrival) {}

  @Test
  void everyRowEqualsTheCountFromScratch() {
    Seeds.of("LifetimeAggregate", SEEDS).forEach(seed -> new Run(seed, 0).steps());
  }

  @Test
  void everyRowEqualsTheCountFromScratchUnderHaving() {
    Seeds.of("LifetimeAggregate with HAVING", SEEDS).forEach(seed -> new Run(seed, 3).steps());
  }

  /** One seed. HAVING, if its modulus is not 0, is true for counts that it does not divide. */
  private static final class Run {
    private final Random random;
    private final String name;
    private final Query.Lifetime query = LifetimeQueries.countPerUser();
    private final Predicate<Row> having;
    private final int modulus;
    private List<KeySpace> instances = new ArrayList<>();
    private List<Taken> taken = new ArrayList<>();
    private Map<String, Emitted> last = new LinkedHashMap<>();
    private final List<Emitted> emitted = new ArrayList<>();
    private List<KeySpaceSnapshot> checkpoint = List.of();
    private List<Taken> takenAtCheckpoint = List.of();
    private Map<String, Emitted> lastAtCheckpoint = Map.of();

    private Run(long seed, int modulus) {
      this.random = new Random(seed);
      this.name = "seed [" + seed + "]";
      this.modulus = modulus;
      this.having = row -> modulus == 0 || row.getLong(1) % modulus != 0;
      restore(List.of(), 1);
    }

    void steps() {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(40)) {
          case 0 -> checkpoint();
          case 1 -> crash();
          case 2 -> rescale();
          default -> event(step);
        }
        checkState(step);
      }
    }

    private void checkpoint() {
      checkpoint = instances.stream().map(KeySpace::snapshot).toList();
      takenAtCheckpoint = List.copyOf(taken);
      lastAtCheckpoint = new LinkedHashMap<>(last);
    }

    /** What was taken in after the checkpoint is gone, and comes again in another order. */
    private void crash() {
      taken = new ArrayList<>(takenAtCheckpoint);
      last = new LinkedHashMap<>(lastAtCheckpoint);
      restore(checkpoint, 1 + random.nextInt(4));
    }

    private void rescale() {
      restore(instances.stream().map(KeySpace::snapshot).toList(), 1 + random.nextInt(4));
    }

    private void restore(List<KeySpaceSnapshot> snapshots, int parts) {
      List<List<KeySpaceSnapshot>> byPart = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        byPart.add(new ArrayList<>());
      }
      for (KeySpaceSnapshot snapshot : snapshots) {
        List<KeySpaceSnapshot> split = snapshot.split(parts);
        for (int part = 0; part < parts; part++) {
          byPart.get(part).add(split.get(part));
        }
      }
      instances = new ArrayList<>();
      for (List<KeySpaceSnapshot> own : byPart) {
        LifetimeAggregate operator = LifetimeAggregate.of(query, having);
        KeySpace instance =
            new KeySpace(
                operator,
                LifetimeQueries.KEY,
                (statement, row, kind, asOf, arrival) ->
                    emitted.add(
                        new Emitted(
                            (String) Objects.requireNonNull(row.getReference(0)),
                            row.getLong(1),
                            row.getLong(2),
                            kind,
                            asOf,
                            arrival)));
        instance.restore(own);
        instances.add(instance);
      }
    }

    private void event(int step) {
      Taken event =
          !taken.isEmpty() && random.nextInt(10) == 0
              ? taken.get(random.nextInt(taken.size()))
              : new Taken(
                  "user" + random.nextInt(1 + random.nextInt(20)),
                  random.nextBoolean() ? "x" : null,
                  Math.max(0, step * 10L - random.nextInt(300)),
                  step * 10L - random.nextInt(50));
      taken.add(event);
      Row key = Row.of(query.layout().types().subList(0, 1), List.of(event.key()));
      Row.Builder arguments = new Row.Builder(1).setReference(0, event.argument());
      int part = KeySpaceSnapshot.part(StructValue.of(event.key()), instances.size());
      emitted.clear();
      instances
          .get(part)
          .process(new KeyedRecord(key, arguments.build(), event.eventTime(), event.arrival()));
      checkRows(event.key(), step);
    }

    /** Invariants 1, 2 and 3. */
    private void checkRows(String key, int step) {
      List<Taken> own = taken.stream().filter(each -> each.key().equals(key)).toList();
      long all = own.size();
      long present = own.stream().filter(each -> each.argument() != null).count();
      boolean visible = modulus == 0 || all % modulus != 0;
      Emitted before = last.get(key);
      boolean wasVisible = before != null && before.kind() != RowKind.DELETE;
      RowKind kind = wasVisible ? RowKind.UPDATE : RowKind.INSERT;
      List<Emitted> expected = new ArrayList<>();
      if (visible || wasVisible) {
        expected.add(
            new Emitted(
                key,
                all,
                present,
                visible ? kind : RowKind.DELETE,
                own.stream().mapToLong(Taken::eventTime).max().orElseThrow(),
                own.stream().mapToLong(Taken::arrival).max().orElseThrow()));
        last.put(key, expected.get(0));
      }
      assertThat(emitted).as(name + " step [" + step + "]").isEqualTo(expected);
    }

    /** Invariant 4. */
    private void checkState(int step) {
      int keys = taken.stream().map(Taken::key).collect(Collectors.toSet()).size();
      String at = name + " step [" + step + "]";
      assertThat(instances.stream().mapToInt(KeySpace::keysWithState).sum()).as(at).isEqualTo(keys);
      assertThat(instances.stream().mapToInt(KeySpace::timers).sum()).as(at).isZero();
    }
  }
}
