package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of one keyed operator in a form that travels to the task. */
@FunctionalInterface
public interface KeyedQuery extends Serializable {
  /** Compiles them. */
  Running open(ErrorListener errors);

  /** Whether they run on the data clock, which stands still while no records come. */
  default boolean dataClock() {
    return false;
  }

  /**
   * Compiled statements.
   *
   * @param keys of the GROUP BY values
   * @param arguments of the arguments of the aggregates
   * @param keyOrder the bytes of GROUP BY values as sinks write them, by which timers of one time
   *     and rank are ordered
   * @param statements by the index that the operator emits them with
   */
  record Running(
      KeyedOperator operator,
      RowCodec keys,
      RowCodec arguments,
      Function<Row, byte[]> keyOrder,
      List<Statement> statements) {
    public Running {
      statements = List.copyOf(statements);
    }

    /** Statements whose timers are ordered by the bytes of this codec. */
    public Running(
        KeyedOperator operator, RowCodec keys, RowCodec arguments, List<Statement> statements) {
      this(operator, keys, arguments, keys::encode, statements);
    }
  }

  /**
   * One statement.
   *
   * @param id for metrics
   * @param topic of its commands
   * @param commands what the operator's rows become
   * @param timestampColumn whether a column of the row is the time of its command
   * @param known how its log knows it; empty: it has no log
   */
  record Statement(
      String id,
      String topic,
      RowCommands commands,
      boolean timestampColumn,
      Optional<KnownStatement> known) {
    /** A statement without a log that others may share. */
    public Statement(String id, String topic, RowCommands commands, boolean timestampColumn) {
      this(id, topic, commands, timestampColumn, Optional.empty());
    }
  }

  /** Turns rows of an operator into commands. */
  @FunctionalInterface
  interface RowCommands {
    /** The command of a row, or null if it cannot be written. */
    @Nullable CommandRecord of(Row row, RowKind kind, long asOfMillis, long arrivalMillis);
  }
}
