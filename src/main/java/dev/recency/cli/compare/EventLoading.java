package dev.recency.cli.compare;

import dev.recency.cli.EnvironmentException;
import dev.recency.cli.InputFile;
import dev.recency.cli.StopSignal;
import dev.recency.format.JsonLines;
import dev.recency.local.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How the events come into the topics that the compared statements read. */
record EventLoading(Subject subject, List<InputFile> inputs) {
  /**
   * Finds topics of a broker that are not there.
   *
   * @throws EnvironmentException if one is missing and nothing is loaded into it
   */
  void requireTopics(Topics topics) {
    for (String topic : subject.topics()) {
      boolean loaded = inputs.stream().anyMatch(each -> each.topic().equals(topic));
      if (!loaded && !topics.names().contains(topic)) {
        throw new EnvironmentException(
            "There is no topic ["
                + topic
                + "] at ["
                + topics.bootstrapServers()
                + "]. Check KAFKA_TOPIC, or load it: --input "
                + topic
                + "=FILE.",
            null);
      }
    }
  }

  /**
   * Writes the events of the files to their topics, which exist.
   *
   * @param partitions of each topic
   */
  void load(Topics topics, Map<String, Integer> partitions, StopSignal signal) throws IOException {
    JsonLines lines =
        JsonLines.of(
            subject.sources().stream()
                .map(
                    each ->
                        new JsonLines.Topic(each.serialization(), each.columns(), each.keyWindow()))
                .toList());
    for (InputFile input : inputs) {
      try (InputFile.Lines opened = input.open(lines, partitions)) {
        topics.load(signal.until(opened), each -> each.toRecord(partitions));
      }
    }
  }
}
