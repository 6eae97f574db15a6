package dev.recency.flink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.clock.DataClockOperator;
import dev.recency.flink.clock.LiveClockOperator;
import dev.recency.flink.keyed.ClockedKeyingOperator;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyedElementSerializer;
import dev.recency.flink.keyed.KeyedGroup;
import dev.recency.flink.keyed.KeyedOperatorHost;
import dev.recency.flink.keyed.KeyingOperator;
import dev.recency.flink.keyed.PlannedQuery;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.source.PartitionLags;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceElementSerializer;
import dev.recency.flink.statement.StatementOperator;
import dev.recency.plan.Input;
import dev.recency.plan.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The keyed half of a topology: behind each source the clocks that its statements need and a keying
 * per {@link KeyedGroup}, which has a clock of its own for TUMBLING, HOPPING and SESSION; one host
 * per group over all its sources.
 */
final class KeyedTopology {
  private final JobParts parts;
  private final Outlets outlets;
  private final List<KeyedGroup> groups;
  private final Map<String, DataStream<KeyedElement>> keyed = new LinkedHashMap<>();

  KeyedTopology(JobParts parts, Outlets outlets) {
    this.parts = parts;
    this.outlets = outlets;
    this.groups = KeyedGroup.of(parts.plan());
  }

  /**
   * Adds what reads these inputs.
   *
   * @param uid of the source, or of the stream that a statement makes
   * @param elements with one decoded event per input
   */
  void addSource(String uid, String topic, DataStream<SourceElement> elements, List<Input> inputs) {
    List<String> names = inputs.stream().map(input -> input.source().name()).toList();
    List<KeyedGroup> readers =
        groups.stream().filter(group -> names.contains(group.source())).toList();
    List<KeyedGroup> onData =
        readers.stream().filter(group -> group.finalWindow().isPresent()).toList();
    List<KeyedGroup> onLive = readers.stream().filter(group -> !group.dataClock()).toList();
    readers.stream()
        .filter(group -> group.timeWindow().isPresent())
        .forEach(
            each -> addClockedKeying(uid, topic, each, names.indexOf(each.source()), elements));
    if (!onLive.isEmpty()) {
      DataStream<SourceElement> clock = liveClock(uid, topic, elements);
      onLive.forEach(each -> addKeying(uid, each, names.indexOf(each.source()), clock));
    }
    if (!onData.isEmpty()) {
      DataStream<SourceElement> clock = dataClock(uid, topic, elements);
      onData.forEach(each -> addKeying(uid, each, names.indexOf(each.source()), clock));
    }
  }

  /**
   * Adds the hosts, once all sources are there.
   *
   * @param results gets the commands of each lifetime aggregate, whose table others may read
   */
  void addHosts(TableTopology.Results results) {
    for (KeyedGroup group : groups) {
      DataStream<KeyedElement> elements = keyed.get(group.uid());
      if (elements != null) {
        addHost(group, elements, results);
      }
    }
  }

  private DataStream<SourceElement> liveClock(
      String uid, String topic, DataStream<SourceElement> elements) {
    return parts.chained(
        elements
            .forward()
            .transform(
                "live clock of " + topic,
                SourceElementSerializer.TYPE,
                new LiveClockOperator(parts.liveClocking(topic), PartitionLags::readToEnd)),
        "live-clock-" + uid);
  }

  private DataStream<SourceElement> dataClock(
      String uid, String topic, DataStream<SourceElement> elements) {
    return parts.chained(
        elements
            .forward()
            .transform(
                "data clock of " + topic,
                SourceElementSerializer.TYPE,
                new DataClockOperator(parts.dataClocking(topic), PartitionLags::readToEnd)),
        "data-clock-" + uid);
  }

  private void addKeying(
      String uid, KeyedGroup group, int input, DataStream<SourceElement> elements) {
    SingleOutputStreamOperator<KeyedElement> keying =
        parts.chained(
            elements
                .forward()
                .transform(
                    "keys of " + group.name(),
                    KeyedElementSerializer.TYPE,
                    new KeyingOperator(parts.definitions(), group.uid(), input, parts.letters())),
            "keys-" + group.uid() + "-" + uid);
    addKeyed(group, keying);
  }

  private void addClockedKeying(
      String uid, String topic, KeyedGroup group, int input, DataStream<SourceElement> elements) {
    addKeyed(
        group,
        parts.chained(
            elements
                .forward()
                .transform(
                    "clock and keys of " + group.name(),
                    KeyedElementSerializer.TYPE,
                    new ClockedKeyingOperator(
                        parts.dataClocking(topic),
                        PartitionLags::readToEnd,
                        parts.definitions(),
                        group.uid(),
                        input,
                        parts.letters())),
            "keys-" + group.uid() + "-" + uid));
  }

  private void addKeyed(KeyedGroup group, SingleOutputStreamOperator<KeyedElement> keying) {
    outlets.addDeadLetters(keying.getSideOutput(KeyingOperator.DEAD_LETTERS));
    keyed.merge(group.uid(), keying, DataStream::union);
  }

  private void addHost(
      KeyedGroup group, DataStream<KeyedElement> elements, TableTopology.Results results) {
    SingleOutputStreamOperator<CommandRecord> host =
        elements
            .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
            .transform(
                group.name(),
                CommandSerializer.TYPE,
                new KeyedOperatorHost(
                    new PlannedQuery(parts.definitions(), group.uid(), parts.replay()),
                    parts.limits(),
                    parts.letters(),
                    parts.hostCacheBytes()))
            .uid(group.uid())
            .name(group.name());
    outlets.addDeadLetters(host.getSideOutput(KeyingOperator.DEAD_LETTERS));
    List<String> topics = group.topics();
    outlets.addCommands(topics.get(0), host);
    if (group.statements().get(0) instanceof Query.Lifetime lifetime) {
      results.add(lifetime, host);
    }
    for (String topic : topics.subList(1, topics.size())) {
      outlets.addCommands(topic, host.getSideOutput(StatementOperator.commandsOf(topic)));
    }
  }
}
