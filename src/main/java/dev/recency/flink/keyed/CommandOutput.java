package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.flink.keyed.KeyedQuery.Statement;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.StatementMetrics;
import dev.recency.flink.statement.StatementOperator;
import dev.recency.operator.Outcome;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.util.List;
import java.util.Objects;
import org.apache.flink.metrics.MetricGroup;
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
      Statement statement, StatementMetrics metrics, @Nullable OutputTag<CommandRecord> tag) {}

  CommandOutput(
      List<Statement> statements,
      CommandLimits limits,
      DeadLetters letters,
      Output<StreamRecord<CommandRecord>> output,
      MetricGroup operator) {
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
              new StatementMetrics(operator, List.of(statement.id())),
              statement.topic().equals(mainTopic)
                  ? null
                  : StatementOperator.commandsOf(statement.topic()));
    }
  }

  /** Counts an outcome of the current record, which came from this source partition. */
  void count(int statement, Outcome outcome, int partition) {
    StatementMetrics metrics = routes[statement].metrics();
    switch (outcome) {
      case ACCEPTED -> metrics.countAccepted(partition);
      case LATE_WITHOUT_EFFECT -> metrics.countLateWithoutEffect(partition);
      case SUM_OVERFLOW -> metrics.countSumOverflow();
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
      route.metrics().countDecay();
    }
    CommandRecord command = own.commands().of(row, kind, asOfMillis, arrivalMillis);
    long witnessMillis = Math.max(arrivalMillis, asOfMillis); // a timer's row has an old arrival
    CommandLimits.Refusal refusal = limits.refusal(command, own.timestampColumn(), witnessMillis);
    if (refusal == null) {
      route.metrics().countCommand();
      send(route, element.replace(Objects.requireNonNull(command)));
      return;
    }
    route.metrics().countUnwritable();
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
