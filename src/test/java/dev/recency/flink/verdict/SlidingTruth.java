package dev.recency.flink.verdict;

import dev.recency.command.CommandEncoder;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.FromScratch;
import java.util.List;
import java.util.Objects;

/** {@code V(k, T)} of one sliding statement over some events, as the command that says it. */
final class SlidingTruth {
  static final ErrorListener SILENT = (statement, kind, message) -> {};

  private final FromScratch scratch;
  private final Filter having;
  private final Projection projection;
  private final CommandEncoder encoder;

  private SlidingTruth(FromScratch scratch) {
    Query.Sliding statement = scratch.statement();
    this.scratch = scratch;
    having = Filter.compile(statement.id(), statement.having(), SILENT);
    projection = Projection.compile(statement.id(), statement.projection(), SILENT);
    encoder = CommandEncoder.of(statement);
  }

  static SlidingTruth of(Plan plan, Query.Sliding statement) {
    SharedLog log =
        SharedLog.of(plan).stream()
            .filter(each -> each.statements().contains(statement))
            .findFirst()
            .orElseThrow();
    return new SlidingTruth(new FromScratch(log, statement));
  }

  Query.Sliding statement() {
    return scratch.statement();
  }

  SharedLog log() {
    return scratch.log();
  }

  /** Whether HAVING can hide a value. */
  boolean hides() {
    return statement().having().isPresent();
  }

  /** The command over the first events of a key as of an instant; a tombstone if HAVING is false. */
  ReadCommand at(KeyEvents events, int first, long asOfMillis) {
    long afterMillis = asOfMillis - statement().window().sizeMillis();
    return at(events.get(0).key(), events.within(first, afterMillis, asOfMillis), asOfMillis);
  }

  private ReadCommand at(Row key, List<KeyedRecord> events, long asOfMillis) {
    Row row = scratch.at(key, events, asOfMillis);
    RowKind kind = having.accepts(row) ? RowKind.UPDATE : RowKind.DELETE;
    return ReadCommand.of(
        Objects.requireNonNull(
            encoder.encode(projection.apply(row), kind, false, asOfMillis, asOfMillis),
            "a sliding statement whose sink has a TIMESTAMP column has no verdict"));
  }

  /** The record key of the commands of this key. */
  String key(Row key) {
    return Objects.requireNonNullElse(at(key, List.of(), 0).key(), "");
  }
}
