package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A query with GROUP BY in a form that travels to the task. */
@FunctionalInterface
public interface KeyedQuery extends Serializable {
  /** Compiles it. */
  Running open(ErrorListener errors);

  /**
   * A compiled query.
   *
   * @param keys of the GROUP BY values
   * @param arguments of the arguments of the aggregates
   * @param commands what the operator's rows become
   * @param timestampColumn whether a column of the row is the time of its command
   */
  record Running(
      KeyedOperator operator,
      RowCodec keys,
      RowCodec arguments,
      RowCommands commands,
      boolean timestampColumn) {}

  /** Turns rows of an operator into commands. */
  @FunctionalInterface
  interface RowCommands {
    /** The command of a row, or null if it cannot be written. */
    @Nullable CommandRecord of(Row row, RowKind kind, long asOfMillis, long arrivalMillis);
  }
}
