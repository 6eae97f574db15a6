package dev.recency.flink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.replay.ReplaySource;
import dev.recency.flink.resume.DefinitionsHook;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.source.ElementDecoderFactory;
import dev.recency.flink.source.LiveSource;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.flink.source.SourceGroup;
import dev.recency.flink.statement.StatementGraph;
import dev.recency.flink.statement.StatementOperator;
import dev.recency.flink.statement.StatementOperatorFactory;
import dev.recency.flink.table.ResultReader;
import dev.recency.plan.Input;
import dev.recency.plan.Query;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The operators of one job and how they hang together:
 *
 * <pre>
 * source ─┬─ statements ─┬─ commands per topic ──────────────────────────────┬─► sink per topic
 *         │              ├─ dead letters                                     │
 *         │              └─ rows of derived streams ─┐                       │
 *         └──────────────────────────────────────────┴─ clock ─ keying ═ host ┘
 * </pre>
 *
 * Everything left of {@code ═} is one chain. In a replay the chain and the sinks have parallelism 1,
 * because the order of arrival is the wall clock; the hosts keep theirs. A table that a host keeps is
 * read by others over the same statements and keyings behind the host: {@link TableTopology}.
 */
final class Topology {
  private final StreamExecutionEnvironment environment;
  private final JobParts parts;
  private final Outlets outlets = new Outlets();
  private final KeyedTopology keyed;
  private final TableTopology tables;

  Topology(StreamExecutionEnvironment environment, JobParts parts) {
    this.environment = environment;
    this.parts = parts;
    this.keyed = new KeyedTopology(parts, outlets);
    this.tables = new TableTopology(parts, outlets);
  }

  void build() {
    SourceGroup.of(parts.plan()).forEach(group -> addReaders(group, source(group), Chain.SOURCE));
    keyed.addHosts(this::addResult);
    tables.addHosts(this::addResult);
    outlets.addSinks(parts);
  }

  /** What a statement keeps in state, for the statements that read it. */
  private void addResult(Query query, DataStream<CommandRecord> commands) {
    SourceGroup.result(parts.plan(), query)
        .ifPresent(group -> addReaders(group, result(group, commands), Chain.HOST));
  }

  private SingleOutputStreamOperator<SourceElement> result(
      SourceGroup group, DataStream<CommandRecord> commands) {
    return commands
        .forward()
        .transform(
            "rows of topic " + group.topic(),
            SourceElementSerializer.TYPE,
            new ResultReader(parts.definitions(), group.uid()))
        .uid(group.uid());
  }

  private void addReaders(
      SourceGroup group, SingleOutputStreamOperator<SourceElement> source, Chain chain) {
    SingleOutputStreamOperator<CommandRecord> statements =
        chain.add(parts, statements(group, source), "statements-" + group.uid());
    outlets.addDeadLetters(statements);
    StatementGraph graph = StatementGraph.of(parts.plan(), group);
    graph.transforms().stream()
        .map(query -> query.sink().serialization().topic())
        .distinct()
        .forEach(
            topic ->
                outlets.addCommands(
                    topic, statements.getSideOutput(StatementOperator.commandsOf(topic))));
    if (chain == Chain.SOURCE) {
      keyed.addSource(group.uid(), group.topic(), source, group.inputs());
    }
    tables.addSource(group.uid(), source, group.inputs(), chain);
    for (Input input : graph.derived()) {
      addDerived(group, statements, input, chain);
    }
  }

  /** Those of the first source carry the definitions to the JobManager. */
  private SingleOutputStreamOperator<CommandRecord> statements(
      SourceGroup group, DataStream<SourceElement> source) {
    String name = "statements of " + group.topic();
    StatementOperator operator =
        new StatementOperator(parts.definitions(), group.uid(), parts.letters(), parts.limits());
    return group.equals(SourceGroup.of(parts.plan()).get(0))
        ? source
            .forward()
            .transform(
                name,
                CommandSerializer.TYPE,
                new StatementOperatorFactory(operator, new DefinitionsHook(parts.successor())))
        : source.forward().transform(name, CommandSerializer.TYPE, operator);
  }

  private void addDerived(
      SourceGroup group,
      SingleOutputStreamOperator<CommandRecord> statements,
      Input input,
      Chain chain) {
    String name = input.source().name();
    String uid = group.uid() + "-" + name;
    DataStream<SourceElement> rows = statements.getSideOutput(StatementOperator.rowsOf(name));
    if (chain == Chain.SOURCE) {
      keyed.addSource(uid, group.topic(), rows, List.of(input));
    }
    tables.addSource(uid, rows, List.of(input), chain);
  }

  private SingleOutputStreamOperator<SourceElement> source(SourceGroup group) {
    JobOptions options = parts.options();
    ElementDecoderFactory decoder =
        new ElementDecoderFactory(
            parts.definitions(), group.uid(), options.clock().maxFutureMillis(), !parts.replay());
    Map<String, String> client = ClientOptions.resolvable(options.sourceProperties());
    String name = "source " + group.topic();
    if (options.mode() instanceof RunMode.Replay mode) {
      ReplaySource source =
          new ReplaySource(
              options.bootstrapServers(), group.topic(), client, mode.untilMillis(), decoder);
      return parts.chained(
          environment.fromSource(
              source, WatermarkStrategy.noWatermarks(), name, SourceElementSerializer.TYPE),
          "source-" + group.uid());
    }
    LiveSource source =
        new LiveSource(
            options.bootstrapServers(), options.jobName(), group.topic(), client, decoder);
    return parts.chained(
        environment.fromSource(
            source, WatermarkStrategy.noWatermarks(), name, SourceElementSerializer.TYPE),
        "source-" + group.uid());
  }
}
