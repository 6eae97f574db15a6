package dev.recency.flink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.clock.Clocking;
import dev.recency.flink.clock.LiveClockOperator;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyedElementSerializer;
import dev.recency.flink.keyed.KeyedOperatorHost;
import dev.recency.flink.keyed.KeyingOperator;
import dev.recency.flink.keyed.PlannedQuery;
import dev.recency.flink.replay.ReplaySource;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.sink.CommandSinks;
import dev.recency.flink.source.ElementDecoderFactory;
import dev.recency.flink.source.LiveSource;
import dev.recency.flink.source.PartitionLags;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.flink.source.SourceGroup;
import dev.recency.flink.statement.CommandLimits;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.StatementGraph;
import dev.recency.flink.statement.StatementOperator;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

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
 * because the order of arrival is the wall clock; the hosts keep theirs.
 */
final class Topology {
  private final StreamExecutionEnvironment environment;
  private final JobOptions options;
  private final Definitions definitions;
  private final Plan plan;
  private final boolean replay;
  private final Map<String, List<DataStream<CommandRecord>>> commands = new LinkedHashMap<>();
  private final List<DataStream<CommandRecord>> deadLetters = new ArrayList<>();
  private final Map<String, DataStream<KeyedElement>> keyed = new LinkedHashMap<>();

  Topology(
      StreamExecutionEnvironment environment,
      JobOptions options,
      Definitions definitions,
      Plan plan) {
    this.environment = environment;
    this.options = options;
    this.definitions = definitions;
    this.plan = plan;
    this.replay = options.mode() instanceof RunMode.Replay;
  }

  void build() {
    SourceGroup.of(plan).forEach(this::addSource);
    keyed.forEach(this::addHost);
    CommandSinks sinks = new CommandSinks(options);
    commands.forEach((topic, streams) -> addSink("sink-" + topic, streams, sinks.commands(topic)));
    addSink("dead-letters", deadLetters, sinks.deadLetters());
  }

  private void addSource(SourceGroup group) {
    SingleOutputStreamOperator<SourceElement> source = source(group);
    SingleOutputStreamOperator<CommandRecord> statements =
        chained(
            source
                .forward()
                .transform(
                    "statements of " + group.topic(),
                    CommandSerializer.TYPE,
                    new StatementOperator(definitions, group.uid(), letters(), limits())),
            "statements-" + group.uid());
    deadLetters.add(statements);
    StatementGraph graph = StatementGraph.of(plan, group);
    graph.transforms().stream()
        .map(query -> query.sink().serialization().topic())
        .distinct()
        .forEach(
            topic ->
                addCommands(topic, statements.getSideOutput(StatementOperator.commandsOf(topic))));
    addKeyed(group.uid(), group.topic(), source, group.inputs());
    for (Input input : graph.derived()) {
      String name = input.source().name();
      addKeyed(
          group.uid() + "-" + name,
          group.topic(),
          statements.getSideOutput(StatementOperator.rowsOf(name)),
          List.of(input));
    }
  }

  private SingleOutputStreamOperator<SourceElement> source(SourceGroup group) {
    ElementDecoderFactory decoder =
        new ElementDecoderFactory(
            definitions, group.uid(), options.clock().maxFutureMillis(), !replay);
    Map<String, String> client = ClientOptions.resolvable(options.sourceProperties());
    String name = "source " + group.topic();
    if (options.mode() instanceof RunMode.Replay mode) {
      ReplaySource source =
          new ReplaySource(
              options.bootstrapServers(), group.topic(), client, mode.untilMillis(), decoder);
      return chained(
          environment.fromSource(
              source, WatermarkStrategy.noWatermarks(), name, SourceElementSerializer.TYPE),
          "source-" + group.uid());
    }
    LiveSource source =
        new LiveSource(
            options.bootstrapServers(), options.jobName(), group.topic(), client, decoder);
    return chained(
        environment.fromSource(
            source, WatermarkStrategy.noWatermarks(), name, SourceElementSerializer.TYPE),
        "source-" + group.uid());
  }

  /** The clock of some inputs and, behind it, the keying of every query over them. */
  private void addKeyed(
      String uid, String topic, DataStream<SourceElement> elements, List<Input> inputs) {
    Supplier<DataStream<SourceElement>> clock = new Once<>(() -> liveClock(uid, topic, elements));
    for (int index = 0; index < inputs.size(); index++) {
      String name = inputs.get(index).source().name();
      for (Query query : plan.queries()) {
        if (query instanceof Query.Lifetime && query.source().equals(name)) {
          addKeying(uid, query, index, clock.get());
        }
      }
    }
  }

  private DataStream<SourceElement> liveClock(
      String uid, String topic, DataStream<SourceElement> elements) {
    Clocking clocking =
        options.mode() instanceof RunMode.Replay mode
            ? Clocking.replay(topic, options.clock(), mode.untilMillis())
            : Clocking.live(topic, options.clock());
    return chained(
        elements
            .forward()
            .transform(
                "live clock of " + topic,
                SourceElementSerializer.TYPE,
                new LiveClockOperator(clocking, PartitionLags::readToEnd)),
        "live-clock-" + uid);
  }

  private void addKeying(String uid, Query query, int input, DataStream<SourceElement> elements) {
    OneInputStreamOperator<SourceElement, KeyedElement> operator =
        new KeyingOperator(definitions, query.id(), input, letters());
    SingleOutputStreamOperator<KeyedElement> keying =
        chained(
            elements
                .forward()
                .transform("keys of " + query.id(), KeyedElementSerializer.TYPE, operator),
            "keys-" + query.id() + "-" + uid);
    deadLetters.add(keying.getSideOutput(KeyingOperator.DEAD_LETTERS));
    keyed.merge(query.id(), keying, DataStream::union);
  }

  private void addHost(String queryId, DataStream<KeyedElement> elements) {
    SingleOutputStreamOperator<CommandRecord> host =
        elements
            .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
            .transform(
                queryId,
                CommandSerializer.TYPE,
                new KeyedOperatorHost(
                    new PlannedQuery(definitions, queryId), queryId, limits(), letters()))
            .uid(queryId)
            .name(queryId);
    deadLetters.add(host.getSideOutput(KeyingOperator.DEAD_LETTERS));
    plan.queries().stream()
        .filter(query -> query.id().equals(queryId))
        .forEach(query -> addCommands(query.sink().serialization().topic(), host));
  }

  private CommandLimits limits() {
    return new CommandLimits(options.maxCommandBytes(), options.clock().maxFutureMillis(), !replay);
  }

  private DeadLetters letters() {
    return new DeadLetters(options.deadLetterTopic(), options.maxCommandBytes());
  }

  private void addCommands(String topic, DataStream<CommandRecord> stream) {
    commands.computeIfAbsent(topic, each -> new ArrayList<>()).add(stream);
  }

  private void addSink(
      String uid, List<DataStream<CommandRecord>> streams, KafkaSink<CommandRecord> sink) {
    streams.stream()
        .reduce(DataStream::union)
        .map(all -> all.sinkTo(sink).uid(uid).name(uid))
        .filter(added -> replay)
        .ifPresent(added -> added.setParallelism(1));
  }

  private <T> SingleOutputStreamOperator<T> chained(
      SingleOutputStreamOperator<T> operator, String uid) {
    operator.uid(uid);
    return replay ? operator.setParallelism(1) : operator;
  }

  /** A value that is made at the first request, or never. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final List<T> made = new ArrayList<>(1);

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      if (made.isEmpty()) {
        made.add(maker.get());
      }
      return made.get(0);
    }
  }
}
