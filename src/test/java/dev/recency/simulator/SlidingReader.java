package dev.recency.simulator;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.PartitionClocks;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.window.FromScratch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows who sees the records, which of them were accepted, and the rows: the last row
 * of each statement and key. A restore takes back what came after the checkpoint, as a transaction
 * does. Nothing here knows how a window works.
 */
final class SlidingReader {
  private final SlidingStatements statements;
  private final SlidingHost host;
  private final Map<Object, Row> keyRows = new HashMap<>();
  private Map<Object, List<KeyedRecord>> accepted = new LinkedHashMap<>();
  private Map<Object, SlidingRow> last = new HashMap<>();
  private List<SlidingRow> all = new ArrayList<>();
  private long clock = PartitionClocks.NONE;
  private Saved saved;

  private record Saved(
      Map<Object, List<KeyedRecord>> accepted,
      Map<Object, SlidingRow> last,
      List<SlidingRow> all,
      long clock) {}

  SlidingReader(SlidingStatements statements, SlidingHost host) {
    this.statements = statements;
    this.host = host;
    saved = save();
  }

  private Saved save() {
    Map<Object, List<KeyedRecord>> copy = new LinkedHashMap<>();
    accepted.forEach((subject, records) -> copy.put(subject, new ArrayList<>(records)));
    return new Saved(copy, new HashMap<>(last), new ArrayList<>(all), clock);
  }

  /** Lets the host do the call and returns its rows. */
  List<SlidingRow> call(Call call) {
    List<SlidingRow> rows = host.call(call);
    if (call instanceof Call.Take take && !take.late()) {
      statements.keyed(take.event()).ifPresent(this::taken);
    } else if (call instanceof Call.Clock moved) {
      clock = Math.max(clock, moved.millis());
    } else if (call instanceof Call.Checkpoint) {
      saved = save();
    } else if (call instanceof Call.Restore) {
      Saved before = saved;
      accepted = new LinkedHashMap<>(before.accepted());
      last = new HashMap<>(before.last());
      all = new ArrayList<>(before.all());
      clock = before.clock();
      saved = save();
    }
    all.addAll(rows);
    rows.forEach(row -> last.put(row.subject(), row));
    return rows;
  }

  private void taken(KeyedRecord record) {
    for (int i = 0; i < statements.size(); i++) {
      if (host.outcomes().get(i) == Outcome.ACCEPTED) {
        List<Object> subject = List.of(i, statements.identity(record.key()));
        keyRows.put(subject, record.key());
        accepted.computeIfAbsent(subject, each -> new ArrayList<>()).add(record);
      }
    }
  }

  /** Every statement and key with an accepted event. */
  Iterable<Object> subjects() {
    return accepted.keySet();
  }

  /** All rows so far. */
  List<SlidingRow> all() {
    return all;
  }

  @Nullable SlidingRow last(Object subject) {
    return last.get(subject);
  }

  long clock() {
    return clock;
  }

  static int statement(Object subject) {
    return (Integer) ((List<?>) subject).get(0);
  }

  static Object key(Object subject) {
    return ((List<?>) subject).get(1);
  }

  /** The true value at an instant over the accepted events, and a tombstone if HAVING is false. */
  SlidingRow truth(Object subject, long instantMillis) {
    return truth(subject, accepted.getOrDefault(subject, List.of()), instantMillis);
  }

  /** The value over nothing. */
  SlidingRow empty(Object subject) {
    return truth(subject, List.of(), 0);
  }

  private SlidingRow truth(Object subject, List<KeyedRecord> records, long instantMillis) {
    int statement = statement(subject);
    Row key = keyRows.get(subject);
    if (key == null) {
      throw new AssertionError("a row without an accepted event: " + subject);
    }
    Row row =
        new FromScratch(statements.log(), statements.log().statements().get(statement))
            .at(key, records, instantMillis);
    boolean visible = statements.having().get(statement).test(row);
    RowKind kind = visible ? RowKind.UPDATE : RowKind.DELETE;
    return SlidingRow.of(statements, statement, row, kind, instantMillis);
  }

  /** Whether the instant of invariant 3 has passed for a statement and key. */
  boolean decayed(Object subject) {
    SlidingWindow window = statements.window(statement(subject));
    long lastMillis =
        accepted.getOrDefault(subject, List.of()).stream()
            .mapToLong(KeyedRecord::eventTimeMillis)
            .max()
            .orElseThrow();
    long leaves = SlidingOracle.rounded(lastMillis + window.sizeMillis(), window);
    return statements.emitFinal()
        ? clock != PartitionClocks.NONE && clock > leaves + window.graceMillis()
        : clock >= leaves;
  }
}
