package dev.recency.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.cli.status.JobReport.Checkpoint;
import dev.recency.cli.status.JobReport.SinkTopic;
import dev.recency.cli.status.JobReport.SourceTopic;
import dev.recency.cli.status.JobReport.Statement;
import dev.recency.flink.Definitions;
import dev.recency.flink.options.Redactor;
import dev.recency.flink.resume.PublishedDefinitions;
import dev.recency.flink.source.SourceGroup;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.sql.SqlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads how jobs fare. */
final class JobReading {
  private final FlinkCluster cluster;
  private final Redactor redactor;

  /**
   * @param redactor of the messages of failures
   */
  JobReading(FlinkCluster cluster, Redactor redactor) {
    this.cluster = cluster;
    this.redactor = redactor;
  }

  /** How this job fares; empty if it is none of Recency. */
  Optional<JobReport> read(JobState state) {
    Map<String, String> parameters = cluster.parameters(state.id());
    String version = parameters.getOrDefault(PublishedDefinitions.VERSION, "unknown");
    return PublishedDefinitions.read(parameters)
        .map(definitions -> read(state, Meaning.of(definitions), version));
  }

  /** What definitions mean to this version: a plan, or why there is none. */
  private record Meaning(Optional<Plan> plan, Optional<String> unreadable) {
    static Meaning of(Definitions definitions) {
      try {
        return new Meaning(Optional.of(definitions.plan()), Optional.empty());
      } catch (SqlException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new Meaning(Optional.empty(), Optional.of(reason));
      }
    }

    <T> List<T> each(Function<Plan, List<T>> part) {
      return plan.map(part).orElseGet(List::of);
    }
  }

  private JobReport read(JobState state, Meaning meaning, String version) {
    JsonNode details = cluster.details(state.id());
    long nowMillis = details.path("now").asLong();
    boolean begun = !state.state().equals("INITIALIZING");
    JsonNode checkpoints =
        begun ? cluster.checkpoints(state.id()) : details.path("checkpoints of a job that begins");
    JobMetrics metrics = JobMetrics.read(cluster, state.id(), details);
    return new JobReport(
        state,
        details.path("duration").asLong(),
        version,
        meaning.unreadable().map(redactor::text),
        cluster.failure(state.id()).map(redactor::text),
        cluster.restarts(state.id()),
        checkpoint(checkpoints.path("latest").path("completed"), nowMillis),
        begun
            ? OptionalLong.of(checkpoints.path("counts").path("failed").asLong())
            : OptionalLong.empty(),
        meaning.each(plan -> sources(plan, metrics)),
        meaning.each(
            plan -> plan.queries().stream().map(query -> statement(query, metrics)).toList()),
        meaning.each(plan -> sinks(plan, metrics)));
  }

  private static Optional<Checkpoint> checkpoint(JsonNode latest, long nowMillis) {
    return latest.isObject()
        ? Optional.of(
            new Checkpoint(
                latest.path("id").asLong(),
                Math.max(0, nowMillis - latest.path("latest_ack_timestamp").asLong()),
                latest.path("state_size").asLong(),
                latest.path("end_to_end_duration").asLong()))
        : Optional.empty();
  }

  private static List<SourceTopic> sources(Plan plan, JobMetrics metrics) {
    List<String> topics = SourceGroup.of(plan).stream().map(SourceGroup::topic).distinct().toList();
    OperatorMetrics read = new OperatorMetrics(metrics, topics, OperatorName::source);
    return topics.stream()
        .map(
            topic ->
                new SourceTopic(
                    topic,
                    read.sum(topic, "numRecordsOutPerSecond"),
                    whole(read.sum(topic, "pendingRecords"))))
        .toList();
  }

  private static List<SinkTopic> sinks(Plan plan, JobMetrics metrics) {
    List<String> topics =
        plan.queries().stream()
            .map(query -> query.sink().serialization().topic())
            .distinct()
            .toList();
    OperatorMetrics written = new OperatorMetrics(metrics, topics, OperatorName::sink);
    return topics.stream()
        .map(topic -> new SinkTopic(topic, written.sum(topic, "numRecordsInPerSecond")))
        .toList();
  }

  private static OptionalLong whole(OptionalDouble number) {
    return number.isPresent()
        ? OptionalLong.of(Math.round(number.getAsDouble()))
        : OptionalLong.empty();
  }

  private static Statement statement(Query query, JobMetrics metrics) {
    String id = query.id();
    return new Statement(
        id,
        StatementKind.of(query),
        metrics.counted(id, "accepted"),
        metrics.counted(id, "filtered"),
        metrics.counted(id, "late"),
        metrics.counted(id, "rejected"),
        metrics.sum(id, "commands"),
        metrics.sum(id, "keysWithState"),
        metrics.sum(id, "stateBytes"),
        metrics.max(id, "clockLagMillis"),
        metrics.max(id, "commandDelayMillis_p99"),
        metrics.balance(id),
        metrics.warming(id).orElse(false));
  }
}
