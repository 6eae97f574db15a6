package dev.recency.simulator;

import dev.recency.expression.TableReading;
import dev.recency.expression.TableReading.Reading;
import dev.recency.format.RawRecord;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Outcome;
import dev.recency.operator.TableRecord;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** Reads the records of a table for one statement that keeps its rows, and counts them. */
final class TableReader {
  private final Query.OverTable query;
  private final TableReading reading;
  private final Tally tally;
  private final Output output;

  TableReader(Query.OverTable query, RunnerOptions options, Output output) {
    this.query = query;
    this.output = output;
    reading = TableReading.of(query, options.errors(), options.surroundings());
    tally = new Tally(List.of(query.id()));
  }

  Tally tally() {
    return tally;
  }

  /** The type of the primary key as one struct. */
  SqlType.Struct keyType() {
    List<SqlType.Field> fields = new ArrayList<>();
    query
        .primaryKey()
        .forEach(key -> fields.add(new SqlType.Field("KEY_" + fields.size(), key.type())));
    return new SqlType.Struct(fields);
  }

  /** The record for an operator that takes {@link TableRecord}s. */
  KeyedRecord read(RawRecord record, Event event) {
    Reading read = reading.read(event);
    switch (read.fate()) {
      case ROW, DELETED -> tally.count(0, Outcome.ACCEPTED);
      case FILTERED -> tally.filtered();
      case NO_GROUP -> {
        tally.rejected(RejectReason.NULL_KEY);
        output.deadLetter(
            record,
            RejectReason.NULL_KEY,
            "a GROUP BY value of statement [" + query.id() + "] is NULL");
      }
    }
    return new KeyedRecord(
        read.key(),
        new TableRecord(read.present(), read.row()).toArguments(),
        event.eventTimeMillis(),
        event.arrivalMillis());
  }
}
