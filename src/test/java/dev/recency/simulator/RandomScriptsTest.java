package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.window.SlidingWindows;
import dev.recency.window.log.LogSizes;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The scripts are worth their name: whatever can happen to a window happens in some of them. */
class RandomScriptsTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 500;

  private final Map<String, Integer> met = new TreeMap<>();

  private void meet(String what) {
    met.merge(what, 1, Integer::sum);
  }

  @Test
  void everythingThatCanHappenHappensOften() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      run(RandomScripts.of(seed, Optional.empty(), STEPS, true));
    }
    System.out.println("RandomScriptsTest: " + met);
    assertThat(met)
        .containsOnlyKeys(
            "a checkpoint",
            "a chunk is dropped",
            "a chunk is read",
            "a chunk is written",
            "a clock moves",
            "a key loses its state",
            "a late record of EMIT FINAL",
            "a record out of order",
            "a record without effect",
            "a restore",
            "a row at a clock",
            "a row at a record",
            "a sum does not fit",
            "a tombstone",
            "several rows of a key in one call",
            "several statements");
    assertThat(met.values()).allMatch(times -> times > 10);
  }

  private void run(SlidingScript script) {
    SlidingStatements statements = script.statements();
    if (statements.size() > 1) {
      meet("several statements");
    }
    SlidingHost host =
        new SlidingHost(
            statements,
            script.mode().decay(),
            (log, having, decay) ->
                new Watched(SlidingWindows.of(log, having, decay, new LogSizes(4, 3))));
    long newest = Long.MIN_VALUE;
    for (Call call : script.calls()) {
      int keys = host.keysWithState();
      Set<StructValue> seen = new HashSet<>();
      for (SlidingRow row : host.call(call)) {
        meet(call instanceof Call.Take ? "a row at a record" : "a row at a clock");
        if (row.tombstone()) {
          meet("a tombstone");
        }
        if (row.statement() == 0 && !seen.add(row.key())) {
          meet("several rows of a key in one call");
        }
      }
      if (call instanceof Call.Take take) {
        if (take.event().timeMillis() < newest) {
          meet("a record out of order");
        }
        newest = Math.max(newest, take.event().timeMillis());
        if (take.late()) {
          meet("a late record of EMIT FINAL");
        }
        if (host.outcomes().contains(Outcome.LATE_WITHOUT_EFFECT)) {
          meet("a record without effect");
        }
      } else if (call instanceof Call.Clock) {
        meet("a clock moves");
        if (host.keysWithState() < keys) {
          meet("a key loses its state");
        }
      } else {
        meet(call instanceof Call.Checkpoint ? "a checkpoint" : "a restore");
      }
    }
  }

  private final class Watched implements KeyedOperator {
    private final KeyedOperator operator;

    private Watched(KeyedOperator operator) {
      this.operator = operator;
    }

    @Override
    public void onRecord(KeyedRecord record, KeyContext context) {
      operator.onRecord(record, new Chunks(context));
    }

    @Override
    public void onTimer(Row key, KeyContext context) {
      operator.onTimer(key, new Chunks(context));
    }
  }

  private final class Chunks extends Seen {
    private Chunks(KeyContext context) {
      super(context);
    }

    @Override
    public byte @Nullable [] chunk(long id) {
      meet("a chunk is read");
      return super.chunk(id);
    }

    @Override
    public void putChunk(long id, byte[] chunk) {
      meet("a chunk is written");
      super.putChunk(id, chunk);
    }

    @Override
    public void deleteChunk(long id) {
      meet("a chunk is dropped");
      super.deleteChunk(id);
    }

    @Override
    public void count(int statement, Outcome outcome) {
      if (outcome == Outcome.SUM_OVERFLOW) {
        meet("a sum does not fit");
      }
      super.count(statement, outcome);
    }
  }

  @Test
  void everyAggregateIsAmongTheRandomOnes() {
    assertThat(RandomStatements.missing()).isEmpty();
  }
}
