package dev.recency.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.cluster.PartitionCounts.Place;
import dev.recency.flink.DefinitionFiles;
import dev.recency.flink.JobOptions;
import dev.recency.flink.verdict.InputRecords;
import dev.recency.flink.verdict.JobVerdict;
import dev.recency.flink.verdict.OpenTransactions;
import dev.recency.format.RawRecord;
import dev.recency.local.TopicContents;
import dev.recency.local.Topics;
import dev.recency.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped jar with the shipped settings on a Flink cluster of processes, over RocksDB and
 * delivered exactly once, while processes are killed. {@code -Devents=500000} for more than a build
 * has time for.
 */
final class ClusterIT {
  private static final int EVENTS = Integer.getInteger("events", 10_000);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int PHASES = 5;
  private static final String JOB = "cluster";
  private static final String SLIDING = "CLUSTER_SLIDING";
  private static final Path SQL = Path.of("src", "test", "resources", "cluster", "features.sql");
  private static final Path LOGS = Path.of("target", "cluster-logs");
  private static final Duration BACK_LIMIT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60 + EVENTS / 500);

  /** What a test cannot wait for. */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "execution.checkpointing.interval", "1 s",
          "execution.checkpointing.min-pause", "200 ms",
          "metrics.fetcher.update-interval", "500",
          "web.refresh-interval", "200");

  @TempDir private Path work;

  private final Timeline timeline = new Timeline();

  /** What happens to a job while the records flow; returns the last one that runs. */
  private interface Story {
    RunningJob run(BrokerProcess broker, StandaloneCluster cluster, List<RawRecord> records)
        throws IOException;
  }

  @Test
  void nothingIsLostOrDoubledThroughKillsASavepointAndABrokerRestart() throws Exception {
    judge(this::killsASavepointAndABrokerRestart, true);
  }

  @Test
  @Tag("nightly")
  void nothingIsLostOrDoubledWhenTheBrokerIsKilledTwice() throws Exception {
    judge(this::brokerKills, false);
  }

  /**
   * Lets it happen and judges what is left.
   *
   * @param repeats whether the job has certainly written something twice
   */
  private void judge(Story story, boolean repeats) throws Exception {
    timeline.say("events [" + EVENTS + "], repeat with -Dseed=" + SEED);
    Files.createDirectories(LOGS);
    Plan plan = DefinitionFiles.read(List.of(SQL)).plan();
    try (BrokerProcess broker = new BrokerProcess(work.resolve("kafka"), LOGS)) {
      broker.start();
      try (StandaloneCluster cluster = StandaloneCluster.start(work, LOGS, OVERRIDES)) {
        cluster.startTaskManager();
        cluster.startTaskManager();
        List<RawRecord> records = Matches.of(EVENTS, SEED);
        JobVerdict verdict = JobVerdict.of(plan, new InputRecords(records));
        broker.awaitReady();
        cluster.awaitTaskManagers(2);
        timeline.say("cluster is there");
        RunningJob job = story.run(broker, cluster, records);
        checkInput(records.size(), broker.bootstrapServers());
        int commands = awaitRight(verdict, job, broker.bootstrapServers());
        checkCounts(plan, job, records, broker.bootstrapServers());
        job.stop();
        timeline.say("stopped");
        checkEnd(verdict, commands, broker.bootstrapServers());
        if (repeats) {
          checkRepeated(verdict, broker.bootstrapServers());
        }
        timeline.say("mutants are found");
      }
    }
    timeline.say("closed");
  }

  /** Two kills at parallelism 2, a savepoint, a broker restart at 4; returns the second job. */
  private RunningJob killsASavepointAndABrokerRestart(
      BrokerProcess broker, StandaloneCluster cluster, List<RawRecord> records) throws IOException {
    RunningJob first = RunningJob.submit(cluster, List.of("-p", "2"), arguments(broker));
    timeline.say("running");
    try (EventFlow flow = new EventFlow(broker.bootstrapServers(), records, PHASES)) {
      awaitMiddleOfNextPhase(flow, first);
      for (int kill = 0; kill < 2; kill++) {
        awaitMiddleOfNextPhase(flow, first);
        killATaskManager(cluster, first);
      }
      awaitMiddleOfNextPhase(flow, first);
      long stopMillis = System.currentTimeMillis();
      String savepoint = first.stopWithSavepoint(work.resolve("savepoints"));
      RunningJob second =
          RunningJob.submit(cluster, List.of("-p", "4", "-s", savepoint), arguments(broker));
      // The second time is also that of two clients, whose starts say nothing about the job.
      assertThat(timeline.took("running at 4 from its submission on", second.startMillis()))
          .isLessThan(BACK_LIMIT);
      timeline.took("running at 4 from the stop of the other job on", stopMillis);
      awaitMiddleOfNextPhase(flow, second);
      broker.stop();
      startAgain(broker, second);
      await().atMost(PATIENCE).until(flow::over);
      timeline.say("all events sent");
      return second;
    }
  }

  /** The broker's process is killed in two of the phases. */
  private RunningJob brokerKills(
      BrokerProcess broker, StandaloneCluster cluster, List<RawRecord> records) throws IOException {
    RunningJob job = RunningJob.submit(cluster, List.of("-p", "2"), arguments(broker));
    timeline.say("running");
    try (EventFlow flow = new EventFlow(broker.bootstrapServers(), records, PHASES)) {
      for (int phase = 0; phase < PHASES; phase++) {
        awaitMiddleOfNextPhase(flow, job);
        if (phase % 2 == 1) {
          broker.kill();
          startAgain(broker, job);
        }
      }
      await().atMost(PATIENCE).until(flow::over);
      timeline.say("all events sent");
      return job;
    }
  }

  private static List<String> arguments(BrokerProcess broker) {
    return List.of(
        "--sql=" + SQL.toAbsolutePath(),
        "--bootstrap-servers=" + broker.bootstrapServers(),
        "--job-name=" + JOB,
        "--delivery=exactly-once",
        "--clock.idle-timeout-ms=1000000000");
  }

  private static void awaitMiddleOfNextPhase(EventFlow flow, RunningJob job) throws IOException {
    job.awaitNewCheckpoint();
    flow.nextPhase();
    await().atMost(PATIENCE).until(flow::inTheMiddle);
  }

  private void killATaskManager(StandaloneCluster cluster, RunningJob job) throws IOException {
    String victim = job.taskManagers().iterator().next();
    long killMillis = System.currentTimeMillis();
    cluster.killTaskManager(victim);
    cluster.startTaskManager();
    job.awaitRunning(killMillis);
    assertThat(timeline.took("running without [" + victim + "]", killMillis))
        .isLessThan(BACK_LIMIT);
  }

  private void startAgain(BrokerProcess broker, RunningJob job) throws IOException {
    long stoppedMillis = System.currentTimeMillis();
    broker.start();
    broker.awaitReady();
    job.awaitNewCheckpoint();
    job.awaitRunning(0);
    assertThat(timeline.took("running with the broker restarted", stoppedMillis))
        .isLessThan(BACK_LIMIT);
  }

  /** Each record has to be in the topic once, or nothing that follows says anything. */
  private static void checkInput(int records, String bootstrapServers) {
    try (Topics topics = Topics.of(bootstrapServers)) {
      Map<TopicPartition, Long> ends = topics.ends(Set.of(Matches.TOPIC));
      assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(records);
    }
  }

  /**
   * Waits until a checkpoint brings no more commands and what a reader sees is right; returns how
   * many commands that are.
   */
  private int awaitRight(JobVerdict verdict, RunningJob job, String bootstrapServers) {
    AtomicInteger commands = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              job.awaitNewCheckpoint();
              List<ConsumerRecord<byte[], byte[]>> seen = verdict.commands(bootstrapServers);
              assertThat(commands.getAndSet(seen.size())).isEqualTo(seen.size());
              assertThat(verdict.differences(seen)).isEmpty();
            });
    timeline.say("right: [" + commands + "] commands");
    return commands.get();
  }

  /**
   * The counts that the job shows are balanced, and those of the simulator for the same records; a
   * dead letter is there for each record that is in no value.
   */
  private void checkCounts(
      Plan plan, RunningJob job, List<RawRecord> records, String bootstrapServers) {
    Map<Place, PartitionCounts> counts = awaitBalance(plan, job);
    Map<Integer, Long> offsets = new HashMap<>();
    records.forEach(record -> offsets.merge(record.partition(), 1L, Long::sum));
    String any = plan.queries().get(0).id();
    offsets.replaceAll(
        (partition, size) ->
            size - Objects.requireNonNull(counts.get(new Place(any, partition))).read());
    Simulation simulation = Simulation.of(plan, records, offsets);
    assertThat(comparable(counts)).isEqualTo(comparable(simulation.counts()));
    Set<String> letters =
        TopicContents.readCommitted(bootstrapServers, JobOptions.DEFAULT_DEAD_LETTER_TOPIC).stream()
            .map(letter -> Simulation.letter(letter.value()))
            .collect(Collectors.toSet());
    assertThat(letters).isEqualTo(simulation.deadLetters());
    timeline.say(
        "counts are right from the offsets %s on, [%d] dead letters"
            .formatted(offsets, letters.size()));
  }

  /** The counts once each statement shows all of them; the JobManager learns of them later. */
  private static Map<Place, PartitionCounts> awaitBalance(Plan plan, RunningJob job) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> PartitionCounts.of(job.metrics(PartitionCounts.METRICS)),
            counts ->
                counts.size() == plan.queries().size() * Matches.PARTITIONS
                    && counts.values().stream().allMatch(PartitionCounts::balanced));
  }

  private static Map<Place, PartitionCounts> comparable(Map<Place, PartitionCounts> counts) {
    Map<Place, PartitionCounts> comparable = new TreeMap<>(counts);
    comparable.replaceAll(
        (place, each) -> place.statement().equals(SLIDING) ? each.withoutLateness() : each);
    return comparable;
  }

  /** Nothing has come since, nothing is open, and the verdict finds what it is to find. */
  private void checkEnd(JobVerdict verdict, int commands, String bootstrapServers)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> seen = verdict.commands(bootstrapServers);
    assertThat(seen).hasSize(commands);
    assertThat(OpenTransactions.of(bootstrapServers, JOB)).isEmpty();
    assertThat(verdict.differences(Mutants.of(seen)))
        .extracting(difference -> difference.substring(0, difference.indexOf(',')))
        .containsOnly(Mutants.STATEMENTS);
  }

  private static void checkRepeated(JobVerdict verdict, String bootstrapServers) {
    String topic = "cluster-transform";
    List<ConsumerRecord<byte[], byte[]>> written =
        TopicContents.readUncommitted(bootstrapServers, topic);
    assertThat(verdict.differences(written))
        .as("a reader of what the kills left uncommitted sees commands twice")
        .anyMatch(difference -> difference.startsWith("statement [CLUSTER_TRANSFORM]"));
  }
}
