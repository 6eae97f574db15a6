package dev.recency.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar with the shipped settings on a cluster of processes that are killed. */
final class ClusterIT {
  private static final int EVENTS = Integer.getInteger("events", 20_000);
  private static final Path SQL = Path.of("src/test/resources/cluster/features.sql");
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "execution.checkpointing.interval", "1 s",
          "execution.checkpointing.min-pause", "200 ms",
          "metrics.fetcher.update-interval", "500",
          "web.refresh-interval", "200");

  @TempDir private Path work;

  private static void say(long t0, String what) {
    System.err.printf("%6.1f %s%n", (System.currentTimeMillis() - t0) / 1000.0, what);
  }

  @Test
  void scenario() throws Exception {
    long t0 = System.currentTimeMillis();
    Path logs = Files.createDirectories(Path.of("target", "cluster-logs"));
    BrokerProcess broker = new BrokerProcess(work, logs);
    broker.start();
    try (broker;
        StandaloneCluster cluster = StandaloneCluster.start(work, logs, OVERRIDES)) {
      cluster.startTaskManager();
      cluster.startTaskManager();
      List<RawRecord> records = Matches.of(EVENTS, 1);
      Expected expected = Expected.of(SQL, records);
      say(t0, "expected");
      expected.commands().forEach((t, l) -> say(t0, t + " " + l.size()));
      broker.awaitReady();
      cluster.awaitTaskManagers(2);
      say(t0, "cluster is there");
      List<String> arguments =
          List.of(
              "--sql", SQL.toAbsolutePath().toString(),
              "--bootstrap-servers", broker.bootstrapServers(),
              "--job-name", "cluster",
              "--delivery", "exactly-once",
              "--key-cache-bytes", "8388608",
              "--clock.idle-timeout-ms", "1000000000");
      RunningJob job = RunningJob.submit(cluster, List.of("-p", "2"), arguments);
      say(t0, "running");
      try (EventFlow flow = new EventFlow(broker.bootstrapServers(), records, 4);
          CommittedTopics committed =
              new CommittedTopics(
                  broker.bootstrapServers(),
                  expected.commands().keySet().stream().toList())) {
        for (int kill = 0; kill < 2; kill++) {
          flow.nextPhase();
          job.awaitNewCheckpoint();
          RunningJob now = job;
          await().until(flow::inTheMiddle);
          long at = System.currentTimeMillis();
          String victim = now.taskManagers().iterator().next();
          say(t0, "kill " + victim + " of " + now.taskManagers());
          cluster.killTaskManager(victim);
          cluster.startTaskManager();
          job.awaitRunning(at);
          say(t0, "running again");
        }
        flow.nextPhase();
        job.awaitNewCheckpoint();
        await().until(flow::inTheMiddle);
        say(t0, "stop");
        String savepoint = job.stopWithSavepoint(work.resolve("savepoints"));
        say(t0, "stopped");
        job = RunningJob.submit(cluster, List.of("-p", "4", "-s", savepoint), arguments);
        say(t0, "running again");
        flow.nextPhase();
        job.awaitNewCheckpoint();
        await().until(flow::inTheMiddle);
        say(t0, "broker stops");
        broker.stop();
        say(t0, "broker stopped");
        broker.start();
        broker.awaitReady();
        say(t0, "broker is there");
        job.awaitNewCheckpoint();
        job.awaitRunning(0);
        say(t0, "running again");
        await().atMost(Duration.ofSeconds(300)).until(flow::over);
        say(t0, "all sent");
        await()
            .atMost(Duration.ofSeconds(300))
            .until(
                () -> {
                  committed.catchUp();
                  return expected.commands().keySet().stream()
                      .filter(t -> !t.equals("cluster-sliding"))
                      .allMatch(t -> committed.of(t).size() >= expected.of(t).size());
                });
        say(t0, "all there");
        job.metrics(".*read|.*accepted").forEach((n, v) -> say(t0, n + " " + v));
        job.stopWithSavepoint(work.resolve("savepoints"));
        say(t0, "stopped");
        committed.catchUp();
        for (String topic : expected.commands().keySet()) {
          Map<String, List<String>> want = new HashMap<>();
          for (CommandRecord c : expected.of(topic)) {
            String key = c.key() == null ? "null" : new String(c.key(), StandardCharsets.ISO_8859_1);
            want.computeIfAbsent(key, k -> new ArrayList<>())
                .add((c.value() == null ? "null" : new String(c.value(), StandardCharsets.UTF_8)) + "@" + c.timestampMillis());
          }
          Map<String, List<String>> have = new HashMap<>();
          for (var c : committed.of(topic)) {
            String key = c.key() == null ? "null" : new String(c.key(), StandardCharsets.ISO_8859_1);
            have.computeIfAbsent(key, k -> new ArrayList<>())
                .add((c.value() == null ? "null" : new String(c.value(), StandardCharsets.UTF_8)) + "@" + c.timestamp());
          }
          long different = want.keySet().stream().filter(k -> !want.get(k).equals(have.get(k))).count();
          say(t0, topic + " " + expected.of(topic).size() + " " + committed.of(topic).size() + " keys " + want.size() + " different " + different);
        }
      }
    }
    say(t0, "closed");
  }
}
