package dev.recency.simulator;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.window.FromScratch;
import dev.recency.window.SlidingWindows.Decay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rules of sliding windows word by word over lists of events: which rows a call has to give.
 * Rows of one key come in order; those of different keys of one call may come in any.
 */
public final class SlidingOracle {
  private final SlidingStatements statements;
  private final Decay decay;
  private Map<StructValue, Key> keys = new HashMap<>();
  private Map<StructValue, Key> saved = new HashMap<>();
  private long clock = PartitionClocks.NONE;
  private long savedClock = PartitionClocks.NONE;
  private List<SlidingRow> rows = new ArrayList<>();
  private List<Outcome> outcomes = new ArrayList<>();

  /** What the rules know of one key. */
  private static final class Key {
    private final Row row;
    private final List<Statement> statements = new ArrayList<>();

    private Key(Row row, int size) {
      this.row = row;
      for (int i = 0; i < size; i++) {
        statements.add(new Statement());
      }
    }

    private Key copy() {
      Key copy = new Key(row, 0);
      statements.forEach(each -> copy.statements.add(each.copy()));
      return copy;
    }
  }

  /** What they know of one statement of it; {@code live}: events since the key has state. */
  private static final class Statement {
    private final List<KeyedRecord> accepted = new ArrayList<>();
    private final List<KeyedRecord> live = new ArrayList<>();
    private long asOf = Long.MIN_VALUE;
    private Optional<Boolean> visible = Optional.empty();

    private Statement copy() {
      Statement copy = new Statement();
      copy.accepted.addAll(accepted);
      copy.live.addAll(live);
      copy.asOf = asOf;
      copy.visible = visible;
      return copy;
    }
  }

  public SlidingOracle(SlidingStatements statements, Decay decay) {
    this.statements = statements;
    this.decay = decay;
  }

  /** The rows that this call has to give. */
  public List<SlidingRow> call(Call call) {
    rows = new ArrayList<>();
    outcomes = new ArrayList<>();
    if (call instanceof Call.Take take && !take.late()) {
      statements.keyed(take.event()).ifPresent(this::take);
    } else if (call instanceof Call.Clock moved) {
      long before = clock;
      clock = Math.max(clock, moved.millis());
      keys.values().forEach(key -> decay(key, before));
    } else if (call instanceof Call.Checkpoint) {
      saved = copy(keys);
      savedClock = clock;
    } else if (call instanceof Call.Restore) {
      keys = copy(saved);
      clock = savedClock;
    }
    return rows;
  }

  private static Map<StructValue, Key> copy(Map<StructValue, Key> keys) {
    Map<StructValue, Key> copy = new HashMap<>();
    keys.forEach((identity, key) -> copy.put(identity, key.copy()));
    return copy;
  }

  /** What became of the record of the last call, per statement; empty if the operator has none. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  private void take(KeyedRecord record) {
    Key key =
        keys.computeIfAbsent(
            statements.identity(record.key()), each -> new Key(record.key(), statements.size()));
    for (int i = 0; i < statements.size(); i++) {
      outcomes.add(take(key, i, record) ? Outcome.ACCEPTED : Outcome.LATE_WITHOUT_EFFECT);
    }
  }

  private boolean take(Key key, int index, KeyedRecord record) {
    Statement statement = key.statements.get(index);
    long time = record.eventTimeMillis();
    if (statements.emitFinal()) {
      statement.accepted.add(record);
      statement.live.add(record);
      return true;
    }
    long asOf = Math.max(Math.max(statement.asOf, time), clock);
    if (time <= asOf - statements.window(index).sizeMillis()) {
      return false;
    }
    statement.accepted.add(record);
    statement.live.add(record);
    emit(key, index, asOf);
    return true;
  }

  private void decay(Key key, long clockBefore) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.emitFinal()) {
        finalRows(key, i, clockBefore);
      } else {
        decays(key, i);
      }
    }
    if (!hasState(key)) {
      for (Statement statement : key.statements) {
        statement.live.clear();
        statement.asOf = Long.MIN_VALUE;
        statement.visible = Optional.empty();
      }
    }
  }

  private void finalRows(Key key, int index, long clockBefore) {
    SlidingWindow window = statements.window(index);
    TreeSet<Long> instants = new TreeSet<>();
    for (KeyedRecord record : key.statements.get(index).live) {
      instants.add(rounded(record.eventTimeMillis(), window));
      instants.add(rounded(record.eventTimeMillis() + window.sizeMillis(), window));
    }
    for (long instant : instants) {
      long closes = instant + window.graceMillis();
      if (clock > closes && clockBefore <= closes) {
        emit(key, index, instant);
      }
    }
  }

  private void decays(Key key, int index) {
    SlidingWindow window = statements.window(index);
    TreeSet<Long> instants = due(key.statements.get(index), window);
    while (!instants.isEmpty()) {
      emit(key, index, decay == Decay.EVERY_INSTANT ? instants.first() : instants.last());
      instants = due(key.statements.get(index), window);
    }
  }

  private TreeSet<Long> due(Statement statement, SlidingWindow window) {
    TreeSet<Long> instants = new TreeSet<>();
    for (KeyedRecord record : statement.live) {
      long leaves = record.eventTimeMillis() + window.sizeMillis();
      if (statement.asOf < leaves && rounded(leaves, window) <= clock) {
        instants.add(rounded(leaves, window));
      }
    }
    return instants;
  }

  static long rounded(long instant, SlidingWindow window) {
    long advance = window.advanceMillis();
    return -Math.floorDiv(-instant, advance) * advance;
  }

  private void emit(Key key, int index, long asOf) {
    Statement statement = key.statements.get(index);
    FromScratch truth = new FromScratch(statements.log(), statements.log().statements().get(index));
    Row row = truth.at(key.row, statement.accepted, asOf);
    boolean visible = statements.having().get(index).test(row);
    boolean before =
        !statements.emitFinal()
            && statement.visible.orElseGet(
                () -> statements.having().get(index).test(truth.at(key.row, List.of(), asOf)));
    statement.asOf = asOf;
    statement.visible = Optional.of(visible);
    if (visible || before) {
      rows.add(
          SlidingRow.of(statements, index, row, visible ? RowKind.UPDATE : RowKind.DELETE, asOf));
    }
  }

  /** Invariant 4: the number of keys that have to have state. */
  public int keysWithState() {
    return (int) keys.values().stream().filter(this::hasState).count();
  }

  private boolean hasState(Key key) {
    for (int i = 0; i < statements.size(); i++) {
      SlidingWindow window = statements.window(i);
      for (KeyedRecord record : key.statements.get(i).live) {
        if (!passed(rounded(record.eventTimeMillis() + window.sizeMillis(), window))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean passed(long instant) {
    return clock != PartitionClocks.NONE
        && (statements.emitFinal() ? clock > instant + statements.graceMillis() : clock >= instant);
  }
}
