package dev.recency.cli.status;

import dev.recency.cli.rest.JobState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a job fares. A number that the cluster does not tell is empty.
 *
 * @param upMillis since it was submitted, or how long it ran
 * @param version of Recency that submitted it
 * @param unreadable why its definitions mean nothing to this version; there is no more of it then
 * @param failure why it failed the last time
 * @param restarts since it was submitted
 * @param checkpoint the newest that is complete
 */
record JobReport(
    JobState state,
    long upMillis,
    String version,
    Optional<String> unreadable,
    Optional<String> failure,
    OptionalLong restarts,
    Optional<Checkpoint> checkpoint,
    OptionalLong failedCheckpoints,
    List<SourceTopic> sources,
    List<Statement> statements,
    List<SinkTopic> sinks) {
  JobReport {
    sources = List.copyOf(sources);
    statements = List.copyOf(statements);
    sinks = List.copyOf(sinks);
  }

  /**
   * A complete checkpoint.
   *
   * @param ageMillis since it was complete, by the clock of the cluster
   */
  record Checkpoint(long id, long ageMillis, long stateBytes, long durationMillis) {}

  /**
   * A topic that is read.
   *
   * @param lagRecords how many are there that were not read yet
   */
  record SourceTopic(String topic, OptionalDouble recordsPerSecond, OptionalLong lagRecords) {}

  /** A topic that is written. */
  record SinkTopic(String topic, OptionalDouble commandsPerSecond) {}

  /**
   * A statement; counts are since its job was first started.
   *
   * @param clockLagMillis how far its clock is behind the wall clock, where it is furthest
   * @param delayMillis from the arrival of a record to its command, for 99 of 100
   * @param balance read − accepted − filtered − late − rejected at the checkpoint that
   *     all tasks show
   * @param warming whether its values may still lack events from before it was added
   */
  record Statement(
      String id,
      String kind,
      OptionalLong accepted,
      OptionalLong filtered,
      OptionalLong late,
      OptionalLong rejected,
      OptionalLong commands,
      OptionalLong keys,
      OptionalLong stateBytes,
      OptionalLong clockLagMillis,
      OptionalLong delayMillis,
      OptionalLong balance,
      boolean warming) {}
}
