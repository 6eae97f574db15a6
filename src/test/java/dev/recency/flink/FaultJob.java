package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.verdict.JobVerdict;
import dev.recency.flink.verdict.OpenTransactions;
import dev.recency.local.LocalCluster;
import dev.recency.operator.ClockOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A job with statements of every kind over random sales, which come in stages so that a fault can
 * fall between them; at its end stands the verdict.
 */
final class FaultJob implements AutoCloseable {
  static final int PARTITIONS = 3;

  /** How soon every task has to run again. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  /** No partition is ever idle. */
  private static final ClockOptions NEVER_IDLE =
      new ClockOptions(Duration.ofDays(365).toMillis(), 0, 50, 60_000);

  private final SharedRuntime runtime;
  private final LocalCluster cluster;
  private final String name;
  private final RandomSales sales;
  private JobOptions options;
  private TestJob job;

  private FaultJob(SharedRuntime runtime, LocalCluster cluster, JobOptions options, int hotPercent)
      throws IOException {
    this.runtime = runtime;
    this.cluster = cluster;
    this.options = options.withClock(NEVER_IDLE);
    name = options.jobName();
    sales = new RandomSales(topic(), PARTITIONS, hotPercent);
    job = new TestJob(runtime, cluster, this.options, definitions(name));
  }

  /** A job on the shared cluster that delivers exactly once. */
  static FaultJob of(SharedRuntime runtime, String name) throws IOException {
    return of(runtime, runtime.cluster(), name);
  }

  /** The same on another cluster. */
  static FaultJob of(SharedRuntime runtime, LocalCluster cluster, String name) throws IOException {
    return of(runtime, cluster, runtime.options(name).withDelivery(Delivery.EXACTLY_ONCE));
  }

  /** A job with these options. */
  static FaultJob of(SharedRuntime runtime, LocalCluster cluster, JobOptions options)
      throws IOException {
    return new FaultJob(runtime, cluster, options, 0);
  }

  /** A job whose first shop has this share of all sales. */
  static FaultJob withHotShop(SharedRuntime runtime, String name, int percent) throws IOException {
    return new FaultJob(
        runtime,
        runtime.cluster(),
        runtime.options(name).withDelivery(Delivery.EXACTLY_ONCE),
        percent);
  }

  private static Definitions definitions(String name) {
    return Definitions.of(
        name,
        """
        CREATE STREAM sales (shop STRING KEY, price INT, soldAt BIGINT)
          WITH (KAFKA_TOPIC='%1$s-sales', VALUE_FORMAT='JSON', TIMESTAMP='soldAt',
            PARTITIONS=%2$d);
        CREATE STREAM dear WITH (KAFKA_TOPIC='%1$s-commands', PARTITIONS=2) AS
          SELECT shop, price FROM sales WHERE price > 50 EMIT CHANGES;
        CREATE TABLE ever WITH (KAFKA_TOPIC='%1$s-commands', PARTITIONS=2) AS
          SELECT shop, SUM(price) AS paid FROM sales GROUP BY shop EMIT CHANGES;
        CREATE TABLE recent WITH (KAFKA_TOPIC='%1$s-commands', PARTITIONS=2) AS
          SELECT shop, COUNT(*) AS n, SUM(price) AS paid FROM sales
          WINDOW SLIDING (SIZE 400 MILLISECONDS) GROUP BY shop EMIT CHANGES;
        CREATE TABLE settled WITH (KAFKA_TOPIC='%1$s-commands', PARTITIONS=2) AS
          SELECT shop, COUNT(*) AS n, MAX(price) AS most FROM sales
          WINDOW SLIDING (SIZE 400 MILLISECONDS, GRACE PERIOD 100 MILLISECONDS)
          GROUP BY shop EMIT FINAL;
        CREATE TABLE counted WITH (KAFKA_TOPIC='%1$s-windows', PARTITIONS=2) AS
          SELECT shop, COUNT(*) AS n FROM sales
          WINDOW TUMBLING (SIZE 300 MILLISECONDS, GRACE PERIOD 100 MILLISECONDS)
          GROUP BY shop EMIT FINAL;
        """
            .formatted(name, PARTITIONS));
  }

  TestJob job() {
    return job;
  }

  /** Loads so many further sales. */
  void load(int number) {
    job.load(sales.next(number).iterator());
  }

  /** Loads the last sales, which end at the same time in all partitions. */
  void loadLast() {
    job.load(sales.last().iterator());
  }

  /** Waits until every statement has read all that is loaded; others' clusters do not report. */
  void awaitAllRead(JobVerdict verdict) {
    await()
        .atMost(TestJob.PATIENCE)
        .untilAsserted(() -> FaultChecks.checkCounts(runtime, job, verdict.input(), topic()));
  }

  private String topic() {
    return name + "-sales";
  }

  /** Loads sales of a new shop into a partition that has been added. */
  void loadNewPartition(int number) {
    job.load(sales.ofNewPartition(number).iterator());
  }

  /** Starts the job where it can fail, and lets it come to a first checkpoint. */
  void start() {
    load(300);
    start(cluster.environment());
    checkpoint();
  }

  /** Starts the job in an environment. */
  void start(StreamExecutionEnvironment environment) {
    job.start(FaultyEnvironment.of(environment));
    job.awaitRunning();
  }

  /** Goes on as another job of the same name and topics. */
  void startAgain(JobOptions changed, StreamExecutionEnvironment environment) throws IOException {
    options = changed.withClock(NEVER_IDLE);
    job = new TestJob(runtime, cluster, options, definitions(name));
    start(environment);
  }

  JobOptions options() {
    return options;
  }

  /** Waits for a checkpoint that begins now. */
  void checkpoint() {
    job.awaitRunning();
    cluster.checkpoint(job.id());
  }

  /**
   * Lets a task fail here while so many sales come, and waits until all run again.
   *
   * @param passing how often tasks come by without failing
   */
  void failAt(FaultPoint point, int passing, int number) {
    int before = attempts();
    point.failAfter(passing, 1);
    load(number);
    awaitFailure(point, before);
  }

  /**
   * Waits until a task has failed here, and until all run again.
   *
   * @param before the {@link #attempts} before it could fail
   */
  void awaitFailure(FaultPoint point, int before) {
    await().atMost(TestJob.PATIENCE).until(() -> !point.pending());
    awaitRecovery(before);
  }

  /** Waits until all tasks run, after another attempt of at least one. */
  void awaitRecovery(int attemptsBefore) {
    long fromNanos = System.nanoTime();
    await().atMost(RECOVERY).until(() -> attempts() > attemptsBefore);
    job.awaitRunning();
    Duration took = Duration.ofNanos(System.nanoTime() - fromNanos);
    System.out.printf("FaultJob %s: all tasks run again after [%d ms]%n", name, took.toMillis());
    assertThat(took).as("time until all tasks run again").isLessThan(RECOVERY);
  }

  /** How often tasks have been started again, over all tasks. */
  int attempts() {
    return history().attempts();
  }

  /** What the cluster remembers of the job. */
  JobHistory history() {
    return new JobHistory(cluster, job.id());
  }

  /** What is committed by now, judged by what has been loaded. */
  List<String> differences(JobVerdict verdict) {
    return verdict.differences(options.bootstrapServers());
  }

  /** Loads the last sales, waits for their commands, and judges all there are. */
  void check() throws Exception {
    check(0);
  }

  /** The same where the commands of a key may step back this often. */
  void check(int repetitions) throws Exception {
    loadLast();
    JobVerdict verdict =
        JobVerdict.of(options.bootstrapServers(), job.plan()).withRepetitions(repetitions);
    await()
        .atMost(TestJob.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .failFast("the job has ended", () -> job.status().isGloballyTerminalState())
        .untilAsserted(() -> assertThat(differences(verdict)).isEmpty());
    checkpoint();
    Collection<ConsumerRecord<byte[], byte[]>> commands =
        verdict.commands(options.bootstrapServers());
    assertThat(verdict.differences(commands)).isEmpty();
    assertThat(verdict.letterDifferences(options.bootstrapServers(), options.deadLetterTopic()))
        .as("dead letters")
        .isEmpty();
    FaultChecks.checkMutants(verdict, commands);
    if (cluster == runtime.cluster()) {
      FaultChecks.checkCounts(runtime, job, verdict.input(), topic());
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(OpenTransactions.of(options.bootstrapServers(), name)).isEmpty());
  }

  @Override
  public void close() {
    FaultPoint.healAll();
    job.close();
  }
}
