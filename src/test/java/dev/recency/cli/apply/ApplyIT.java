package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.cli.Cli;
import dev.recency.cli.rest.FlinkCluster;
import dev.recency.cli.rest.JobState;
import dev.recency.flink.SharedRuntime;
import dev.recency.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Definitions on a cluster are added, changed and removed over its REST API while events come. */
final class ApplyIT {
  private static final int SLOTS = 2;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "web.submit.enable", "false",
          "web.cancel.enable", "false",
          "web.refresh-interval", "100 ms",
          "metrics.fetcher.update-interval", "500 ms",
          "parallelism.default", "2",
          "execution.checkpointing.interval", "300 ms",
          "restart-strategy.type", "exponential-delay");

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private LocalCluster cluster;
  private FlinkCluster rest;
  private Visits visits;

  @BeforeEach
  void start() throws IOException {
    cluster = LocalCluster.start(1, SLOTS, SETTINGS, directory);
    rest = FlinkCluster.at(cluster.restAddress());
    // At first it only says that it has no leader yet.
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> running().isEmpty());
    visits = new Visits(RUNTIME.bootstrapServers());
    try (JarOutputStream empty = new JarOutputStream(Files.newOutputStream(jar()))) {
      empty.finish();
    }
  }

  @AfterEach
  void stop() {
    visits.close();
    running().forEach(job -> cluster.cancel(JobID.fromHexString(job)));
    cluster.close();
  }

  private Path jar() {
    return directory.resolve("empty.jar");
  }

  private Cli apply(String sql, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("features.sql"), sql);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "apply",
                file.toString(),
                "--flink",
                cluster.restAddress(),
                "--bootstrap-servers",
                RUNTIME.bootstrapServers(),
                "--job-name",
                "apply",
                "--delivery",
                "exactly-once",
                "--dead-letter-topic",
                "apply-dead-letters",
                "--savepoint-dir",
                directory.resolve("savepoints").toUri().toString(),
                "--job-jar",
                jar().toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private List<String> running() {
    return rest.jobs().stream().filter(each -> !each.ended()).map(JobState::id).toList();
  }

  /** The only job that has not ended. */
  private String job() {
    List<String> running = running();
    assertThat(running).hasSize(1);
    return running.get(0);
  }

  private String applied(String sql, String... more) throws IOException {
    Cli cli = apply(sql, more);
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.out();
  }

  @Test
  void aJobIsChangedAndPutBackWithoutLosingOrDoublingACommand() throws Exception {
    String two = Visits.TOTALS + Visits.PAYMENTS;
    String three = two + Visits.HIGHEST.formatted("paid");
    assertThat(applied(Visits.TOTALS, "--yes")).isEqualTo("+ TOTALS: added\n");
    visits.begin();
    String first = job();

    Cli nothing = apply(Visits.TOTALS);
    assertThat(nothing.code()).isZero();
    assertThat(nothing.err()).contains("nothing to do, job " + first + " is this one");
    Cli broken = apply(two.replace("paid EMIT", "paied EMIT"), "--yes");
    assertThat(broken.code()).as(broken.err()).isEqualTo(3);
    assertThat(broken.err()).contains("features.sql:6:").contains("PAIED");
    Cli unasked = apply(three);
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err()).contains("write --yes");
    assertThat(apply(three, "--dry-run").out()).contains("+ PAYMENTS: added");
    assertThat(job()).isEqualTo(first);

    assertThat(applied(three, "--yes"))
        .contains("= TOTALS: unchanged, state kept", "+ PAYMENTS: added", "+ HIGHEST: added");
    String second = job();
    assertThat(second).isNotEqualTo(first);

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> checkStatus(second));

    String changed = Visits.TOTALS + Visits.HIGHEST.formatted("NOT paid");
    Cli loss = apply(changed, "--yes");
    assertThat(loss.code()).isEqualTo(2);
    assertThat(loss.err())
        .contains("HIGHEST would lose state: write --yes --accept-state-loss HIGHEST");
    Cli stuck = apply(three, "--yes", "-p", "4", "--timeout", "2s");
    assertThat(stuck.code()).as(stuck.err()).isEqualTo(4);
    assertThat(stuck.out()).contains("~ -D parallelism.default: 2 → 4");
    assertThat(stuck.err())
        .contains("after 2.0 s 0 of ", "The old definitions run again as job [" + job() + "]");
    assertThat(apply(three).err()).contains("nothing to do");
    // So many that the mutants take one from the middle of its shop's.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> visits.committed("apply-payments").size() > 10 * Visits.SHOPS);
    List<String> payments = visits.committed("apply-payments");

    assertThat(applied(changed, "--yes", "--accept-state-loss", "highest"))
        .contains("- PAYMENTS: removed", "~ HIGHEST: changed, state lost: WHERE changed");
    check(visits.end(), payments);
  }

  /** The JobManager learns of the numbers a little later. */
  private void checkStatus(String job) {
    Cli status = Cli.run("status", "--flink", cluster.restAddress());
    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out())
        .contains("apply: RUNNING for ", "restarts 0, job " + job, "TOTALS     lifetime")
        .containsPattern("PAYMENTS +transform +[1-9]")
        .containsPattern(Visits.LONG_TOPIC + " +[0-9.]+ +[0-9]+")
        .containsPattern("apply-highest-[a-z-]{80,} +[0-9.]+");
  }

  /** The topics are right, and would not be with one command less or one twice. */
  private void check(int perShop, List<String> payments) throws IOException {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Visits.wrongTotals(visits.committed("apply-totals"), perShop).isEmpty());
    List<String> totals = visits.committed("apply-totals");
    assertThat(Visits.wrongPayments(payments)).isEmpty();
    for (List<String> mutant : mutants(totals)) {
      assertThat(Visits.wrongTotals(mutant, perShop)).hasSize(1);
    }
    for (List<String> mutant : mutants(payments)) {
      assertThat(Visits.wrongPayments(mutant)).hasSize(1);
    }
  }

  /** One of a shop's commands is missing, or stands twice; it is in the middle of them. */
  private static List<List<String>> mutants(List<String> commands) {
    String shop = commands.get(0).substring(0, commands.get(0).indexOf(' ') + 1);
    int[] places =
        IntStream.range(0, commands.size())
            .filter(place -> commands.get(place).startsWith(shop))
            .toArray();
    int middle = places[places.length / 2];
    List<String> less = new ArrayList<>(commands);
    less.remove(middle);
    List<String> twice = new ArrayList<>(commands);
    twice.add(middle, commands.get(middle));
    return List.of(less, twice);
  }
}
