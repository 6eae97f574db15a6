package dev.recency.flink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.sink.CommandSinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The streams of commands and dead letters of one job, until each topic gets its sink. */
final class Outlets {
  private final Map<String, List<DataStream<CommandRecord>>> commands = new LinkedHashMap<>();
  private final List<DataStream<CommandRecord>> deadLetters = new ArrayList<>();

  void addCommands(String topic, DataStream<CommandRecord> stream) {
    commands.computeIfAbsent(topic, each -> new ArrayList<>()).add(stream);
  }

  void addDeadLetters(DataStream<CommandRecord> stream) {
    deadLetters.add(stream);
  }

  /** One sink per topic; in a replay each has parallelism 1. */
  void addSinks(JobParts parts) {
    CommandSinks sinks = new CommandSinks(parts.options());
    commands.forEach(
        (topic, streams) ->
            addSink(
                parts, "sink-" + topic, streams, sinks.commands(topic, parts.keyWindow(topic))));
    addSink(parts, "dead-letters", deadLetters, sinks.deadLetters());
  }

  private static void addSink(
      JobParts parts,
      String uid,
      List<DataStream<CommandRecord>> streams,
      Sink<CommandRecord> sink) {
    streams.stream()
        .reduce(DataStream::union)
        .map(all -> all.sinkTo(sink).uid(uid).name(uid))
        .filter(added -> parts.replay())
        .ifPresent(added -> added.setParallelism(1));
  }
}
