package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.format.JsonLines;
import dev.recency.local.LocalCluster;
import dev.recency.local.TopicContents;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;

/** A job on a local cluster with the topics that it needs. */
final class TestJob implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SharedRuntime runtime;
  private final LocalCluster cluster;
  private final JobOptions options;
  private final Definitions definitions;
  private final Plan plan;
  private boolean started;
  private JobID id = new JobID();

  TestJob(SharedRuntime runtime, LocalCluster cluster, JobOptions options, Definitions definitions)
      throws IOException {
    this.runtime = runtime;
    this.cluster = cluster;
    this.options = options;
    this.definitions = definitions;
    this.plan = definitions.plan();
    new BrokerPreparation(options).prepare(plan);
  }

  static TestJob of(SharedRuntime runtime, JobOptions options, Definitions definitions)
      throws IOException {
    return new TestJob(runtime, runtime.cluster(), options, definitions);
  }

  /**
   * Lets no checkpoint come of itself for a time. An interval alone does not: the first checkpoint
   * would come at a random moment of it.
   */
  static StreamExecutionEnvironment withoutCheckpoints(
      StreamExecutionEnvironment environment, Duration time) {
    environment.getCheckpointConfig().setCheckpointInterval(time.toMillis());
    environment.getCheckpointConfig().setMinPauseBetweenCheckpoints(time.toMillis());
    return environment;
  }

  TestJob start() {
    return start(cluster.environment());
  }

  TestJob start(StreamExecutionEnvironment environment) {
    new JobBuilder(options).build(environment, definitions);
    id = cluster.submit(environment, options.jobName());
    started = true;
    return this;
  }

  JobID id() {
    return id;
  }

  Plan plan() {
    return plan;
  }

  JobOptions options() {
    return options;
  }

  JobStatus status() {
    return cluster.status(id);
  }

  /** Runs a replay to its end. */
  void finish() throws Exception {
    var result = cluster.result(id).get();
    started = false;
    result.getSerializedThrowable().ifPresent(failure -> failure.printStackTrace());
    assertThat(result.isSuccess()).as("job [%s] succeeded", options.jobName()).isTrue();
  }

  /** Loads JSON lines; returns how many. */
  long load(Iterator<String> lines) {
    JsonLines codec =
        JsonLines.of(
            plan.sources().stream()
                .map(source -> new JsonLines.Topic(source.serialization(), source.columns()))
                .toList());
    return runtime.topics().load(lines, line -> record(codec.read("test", "", line)));
  }

  private static ProducerRecord<byte[], byte[]> record(JsonLines.Line line) {
    List<Header> headers =
        line.headers().stream()
            .map(header -> (Header) new RecordHeader(header.key(), header.value()))
            .toList();
    return new ProducerRecord<>(
        line.topic(),
        line.partition().isPresent() ? line.partition().getAsInt() : null,
        line.timestampMillis().isPresent() ? line.timestampMillis().getAsLong() : null,
        line.key(),
        line.value(),
        headers);
  }

  /** The committed records of a topic of the job. */
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return TopicContents.readCommitted(options.bootstrapServers(), topic);
  }

  /** The committed records of a topic, once there are at least so many. */
  List<ConsumerRecord<byte[], byte[]>> await(String topic, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the job has ended", () -> started && status().isGloballyTerminalState())
        .until(() -> committed(topic).size() >= count);
    return committed(topic);
  }

  /** Waits until every task runs. */
  void awaitRunning() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                status() == JobStatus.RUNNING
                    && StreamSupport.stream(
                            cluster
                                .miniCluster()
                                .getArchivedExecutionGraph(id)
                                .get()
                                .getAllExecutionVertices()
                                .spliterator(),
                            false)
                        .map(AccessExecutionVertex::getExecutionState)
                        .allMatch(state -> state == ExecutionState.RUNNING));
  }

  /** Whether a sliding statement says that it is warming, by task: 1 or 0. */
  List<Object> warming(String statement) {
    List<Object> values = new ArrayList<>();
    runtime
        .metrics()
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              Map<String, String> variables = group.getAllVariables();
              if (id.toString().equals(variables.get("<job_id>"))
                  && statement.equals(variables.get("<statement>"))
                  && metrics.get("warming") instanceof Gauge<?> gauge) {
                values.add(gauge.getValue());
              }
            });
    return values;
  }

  /** Stops the job; returns the path of its savepoint. */
  String stopWithSavepoint(Path directory) {
    awaitRunning();
    String savepoint = cluster.stopWithSavepoint(id, directory);
    started = false;
    return savepoint;
  }

  @Override
  public void close() {
    if (started && !status().isGloballyTerminalState()) {
      cluster.cancel(id);
    }
  }
}
