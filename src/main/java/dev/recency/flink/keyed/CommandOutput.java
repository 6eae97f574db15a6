package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.flink.keyed.KeyedQuery.Statement;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.CommandMetrics;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.Ledger;
import dev.recency.flink.statement.StatementMetrics;
import dev.recency.flink.statement.StatementOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a keyed operator go: commands of the first statement's topic to the main output,
 * those of each other topic to {@link StatementOperator#commandsOf}, what cannot be written to
 * {@link KeyingOperator#DEAD_LETTERS}. Counts by statement.
 */
final class CommandOutput {
  private final Route[] routes;
  private final CommandLimits limits;
  private final DeadLetters letters;
  private final Output<StreamRecord<CommandRecord>> output;

  /** Reused, as by Flink's own operators: whoever takes it is done with it on return. */
  private final StreamRecord<CommandRecord> element =
      new StreamRecord<>(CommandSerializer.INSTANCE.createInstance());

  /** One statement; no tag: the main output. */
  private record Route(
      Statement statement,
      StatementMetrics records,
      CommandMetrics written,
      @Nullable OutputTag<CommandRecord> tag) {}

  /**
   * @param clock the wall clock; empty in a replay
   */
  CommandOutput(
      List<Statement> statements,
      CommandLimits limits,
      DeadLetters letters,
      Output<StreamRecord<CommandRecord>> output,
      Ledger ledger,
      Optional<LongSupplier> clock) {
    this.limits = limits;
    this.letters = letters;
    this.output = output;
    String mainTopic = statements.get(0).topic();
    routes = new Route[statements.size()];
    for (int i = 0; i < routes.length; i++) {
      Statement statement = statements.get(i);
      routes[i] =
          new Route(
              statement,
              ledger.records(List.of(statement.id())),
              ledger.commands(statement.id(), clock),
              statement.topic().equals(mainTopic)
                  ? null
                  : StatementOperator.commandsOf(statement.topic()));
    }
  }

  /** Counts an outcome of the current record, which came from this source partition. */
  void count(int statement, Outcome outcome, int partition) {
    switch (outcome) {
      case ACCEPTED -> routes[statement].records().countAccepted(partition);
      case LATE_WITHOUT_EFFECT -> routes[statement].records().countLateWithoutEffect(partition);
      case SUM_OVERFLOW -> routes[statement].written().countSumOverflow();
    }
  }

  /**
   * Writes a row.
   *
   * @param decay whether a timer made it, and not a record
   */
  void emit(
      int statement, Row row, RowKind kind, long asOfMillis, long arrivalMillis, boolean decay) {
    Route route = routes[statement];
    Statement own = route.statement();
    if (decay) {
      route.written().countDecay();
    }
    CommandRecord command = own.commands().of(row, kind, asOfMillis, arrivalMillis);
    long witnessMillis = Math.max(arrivalMillis, asOfMillis); // a timer's row has an old arrival
    CommandLimits.Refusal refusal = limits.refusal(command, own.timestampColumn(), witnessMillis);
    if (refusal == null) {
      if (decay) {
        route.written().countDecayCommand(arrivalMillis);
      } else {
        route.written().countCommand(arrivalMillis);
      }
      send(route, element.replace(Objects.requireNonNull(command)));
      return;
    }
    route.written().countUnwritable();
    // A row without a time can still tell its topic and key: a DELETE needs no more.
    CommandRecord subject =
        command == null
            ? own.commands().of(row, RowKind.DELETE, Math.max(0, asOfMillis), arrivalMillis)
            : command;
    CommandRecord letter =
        letters.of(
            DeadLetter.subject(subject, asOfMillis),
            refusal.reason(),
            refusal.message() + " in a row of statement [" + own.id() + "]");
    output.collect(KeyingOperator.DEAD_LETTERS, new StreamRecord<>(letter));
  }

  private void send(Route route, StreamRecord<CommandRecord> command) {
    OutputTag<CommandRecord> tag = route.tag();
    if (tag == null) {
      output.collect(command);
    } else {
      output.collect(tag, command);
    }
  }
}
