package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.operator.Outcome;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.List;

/** Turns the rows of a keyed operator into commands, or into dead letters if they cannot be. */
final class EmittedRows implements KeySpace.Output {
  private final List<? extends Query> statements;
  private final List<Rows> rows;
  private final Tally tally;
  private final Output output;

  /**
   * @param statements by the index that the operator emits them with
   * @param rows what the rows of each become
   */
  EmittedRows(List<? extends Query> statements, List<Rows> rows, Tally tally, Output output) {
    this.statements = statements;
    this.rows = rows;
    this.tally = tally;
    this.output = output;
  }

  @Override
  public void emit(int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis) {
    Rows own = rows.get(statement);
    CommandRecord command = own.command(row, kind, false, asOfMillis, arrivalMillis);
    long witnessMillis = Math.max(arrivalMillis, asOfMillis); // a timer's row has an old arrival
    Rows.Refusal refusal = own.refusal(command, witnessMillis);
    if (command != null && refusal == null) {
      tally.command(statement);
      output.command(command);
    } else if (refusal != null) {
      // A row without a time can still tell its topic and key: a DELETE needs no more.
      CommandRecord subject =
          command == null
              ? own.command(row, RowKind.DELETE, false, Math.max(0, asOfMillis), arrivalMillis)
              : command;
      String id = statements.get(statement).id();
      output.deadLetter(
          DeadLetter.subject(subject, asOfMillis),
          refusal.reason(),
          refusal.message() + " in a row of statement [" + id + "]");
    }
  }

  @Override
  public void count(int statement, Outcome outcome) {
    tally.count(statement, outcome);
  }
}
