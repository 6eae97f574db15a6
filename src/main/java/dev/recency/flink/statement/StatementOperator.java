package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.flink.source.SourceGroup;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.row.RejectReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hosts {@link StatementRouter}. Commands leave by one side output per topic, rows for keyed queries
 * by one per stream, dead letters by the main output.
 */
public final class StatementOperator extends CountingOperator<CommandRecord>
    implements OneInputStreamOperator<SourceElement, CommandRecord>, StatementOutput {
  private static final long serialVersionUID = 1L;

  private final Definitions definitions;
  private final String sourceUid;
  private final DeadLetters letters;
  private final CommandLimits limits;
  private transient @Nullable StatementRouter router;
  private transient Map<String, OutputTag<CommandRecord>> topics = new HashMap<>();
  private transient Map<String, OutputTag<SourceElement>> streams = new HashMap<>();

  /**
   * @param sourceUid of the {@link SourceGroup} in the plan of the definitions
   * @param limits a command beyond them is rejected
   */
  public StatementOperator(
      Definitions definitions, String sourceUid, DeadLetters letters, CommandLimits limits) {
    this.limits = limits;
    this.definitions = definitions;
    this.sourceUid = sourceUid;
    this.letters = letters;
  }

  /** The side output of commands for a topic. */
  public static OutputTag<CommandRecord> commandsOf(String topic) {
    return new OutputTag<>("commands of " + topic, CommandSerializer.TYPE);
  }

  /** The side output of rows of a stream that a statement makes. */
  public static OutputTag<SourceElement> rowsOf(String source) {
    return new OutputTag<>("rows of " + source, SourceElementSerializer.TYPE);
  }

  @Override
  public void open() throws Exception {
    super.open();
    topics = new HashMap<>();
    streams = new HashMap<>();
    Plan plan = definitions.plan();
    router =
        new StatementRouter(
            plan,
            SourceGroup.of(plan, sourceUid),
            new ExpressionErrors(getMetricGroup()),
            ledger(),
            limits,
            wallClock(),
            this);
  }

  /** Empty in a replay. */
  private Optional<LongSupplier> wallClock() {
    return limits.live()
        ? Optional.of(getProcessingTimeService()::getCurrentProcessingTime)
        : Optional.empty();
  }

  @Override
  public void processElement(StreamRecord<SourceElement> element) {
    Objects.requireNonNull(router, "the operator is not open").route(element.getValue());
  }

  @Override
  public void command(CommandRecord command) {
    output.collect(
        topics.computeIfAbsent(command.topic(), StatementOperator::commandsOf),
        new StreamRecord<>(command));
  }

  @Override
  public void deadLetter(RawRecord record, RejectReason reason, String message) {
    output.collect(new StreamRecord<>(letters.of(record, reason, message)));
  }

  @Override
  public void edge(String source, SourceElement element) {
    output.collect(
        streams.computeIfAbsent(source, StatementOperator::rowsOf), new StreamRecord<>(element));
  }
}
