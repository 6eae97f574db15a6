package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.cli.Cli;
import dev.recency.cli.rest.SmallFlink;
import dev.recency.flink.Definitions;
import dev.recency.flink.JobBuilder;
import dev.recency.flink.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before a cluster is changed. */
final class ApplyCommandTest {
  private static final String SQL =
      """
      CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
      CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id EMIT CHANGES;
      """;

  private final SmallFlink http = SmallFlink.start();

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("a.sql"), SQL);
  }

  @AfterEach
  void stop() {
    assertThat(http.changes()).isEmpty();
    http.close();
  }

  private Cli apply(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("apply", file.toString(), "--bootstrap-servers", "localhost:1"));
    arguments.addAll(List.of("--job-name", "shop", "--yes"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--flink")) {
      arguments.addAll(List.of("--flink", http.address()));
    }
    return Cli.run(arguments.toArray(String[]::new));
  }

  /** A job that says of itself what a job of these definitions does. */
  private void running(String id, String state, String sql) throws IOException {
    running(id, state, sql, Map.of());
  }

  private void running(String id, String state, String sql, Map<String, String> otherwise)
      throws IOException {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(Configuration.fromMap(Map.of("parallelism.default", "1")));
    new JobBuilder(JobOptions.of("localhost:1").withJobName("shop"))
        .build(environment, Definitions.of("a.sql", sql));
    Map<String, String> parameters =
        new HashMap<>(environment.getConfig().getGlobalJobParameters().toMap());
    parameters.putAll(otherwise);
    Map<String, Object> config = Map.of("execution-config", Map.of("user-config", parameters));
    http.with(id, state)
        .answering("/jobs/" + id + "/config", new ObjectMapper().writeValueAsString(config));
  }

  private static void refused(Cli cli, int code, String line) {
    assertThat(cli.err()).startsWith(line);
    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.err().lines().filter(each -> !each.startsWith("Try"))).hasSize(1);
  }

  @Test
  void aClusterThatDoesNotAnswer() {
    refused(
        apply("--flink", "http://127.0.0.1:1"),
        4,
        "recency: No Flink answers at [http://127.0.0.1:1/]. Check host, port");
    refused(
        apply("--flink", "127.0.0.1"),
        2,
        "recency: [127.0.0.1] is no address of Flink's REST API: write http://host:8081");
  }

  @Test
  void anotherServerOrVersion() {
    http.answering("/config", "{\"flink-version\":\"1.20.1\"}");
    refused(
        apply(), 4, "recency: The cluster has Flink 1.20.1, but this is made for Flink 2.2.1. Use");
    http.answering("/config", "[]");
    refused(apply(), 4, "recency: [" + http.address() + "/] does not answer as Flink does.");
  }

  @Test
  void definitionsThatCannotRunOrAreNotThere() throws IOException {
    Files.writeString(file, SQL.replace("COUNT(*)", "COUNTS(*)"));
    assertThat(apply().code()).isEqualTo(3);
    Files.delete(file);
    refused(apply(), 4, "recency: " + file + ": no such file or directory.");
  }

  @Test
  void aClusterThatTakesNoJob() throws IOException {
    running("a", "RUNNING", SQL.replace("AS n FROM", "AS number FROM"));
    http.answering(
        "/jobmanager/config",
        "[{\"key\":\"execution.target\",\"value\":\"%s\"}]".formatted(EmbeddedExecutor.NAME));
    refused(
        apply("--savepoint-dir", "file:/x"),
        4,
        "recency: The cluster runs one application and takes no job from outside. Change what it is"
            + " made from instead, on Kubernetes the FlinkDeployment;");
    Cli seen = apply("--dry-run");
    assertThat(seen.code()).as(seen.err()).isZero();
    assertThat(seen.out()).startsWith("~ T: changed, state kept: the sink changed");
  }

  @Test
  void severalJobsOfTheName() {
    http.with("a", "RUNNING").with("b", "RESTARTING").with("c", "FAILED");
    refused(
        apply(),
        4,
        "recency: 2 jobs are named [shop]: [a, b]. End all but one, or write another --job-name.");
  }

  @Test
  void aJobOfSomebodyElse() {
    http.with("a", "RUNNING").answering("/jobs/a/config", "{\"execution-config\":{}}");
    refused(
        apply(),
        4,
        "recency: Job [a] is named [shop] but does not say that it was made by Recency. Write");
  }

  @Test
  void aJobThatCanMakeNoSavepointNow() throws IOException {
    running("a", "RESTARTING", SQL.replace("AS n FROM", "AS number FROM"));
    refused(apply(), 4, "recency: Job [a] is RESTARTING, so that it makes no savepoint.");
  }

  @Test
  void noPlaceForTheSavepoint() throws IOException {
    running("a", "RUNNING", SQL.replace("AS n FROM", "AS number FROM"));
    refused(
        apply(),
        2,
        "recency: the cluster has no execution.checkpointing.savepoint-dir: write --savepoint-dir");
  }

  @Test
  void stateOfAJobThatHasEnded() {
    http.with("a", "FAILED")
        .answering(
            "/jobs/a/checkpoints",
            "{\"latest\":{\"savepoint\":null,\"completed\":{\"external_path\":\"file:/c/chk-7\"}}}");
    refused(
        apply(),
        2,
        "recency: job [a] of this name is FAILED and left state: write --from file:/c/chk-7 to go"
            + " on from it, or --from scratch");
    refused(
        apply("--from", "file:/c/chk-7", "--job-jar", "none"),
        4,
        "recency: none: no such file, or not readable.");
    assertThat(apply("--from", "scratch", "--dry-run").out()).isEqualTo("+ T: added\n");
  }

  @Test
  void aKafkaThatDoesNotTellWhetherThereWasAJob() {
    refused(
        apply("--kafka.default.api.timeout.ms=1000", "--kafka.request.timeout.ms=500"),
        4,
        "recency: Kafka at [localhost:1] does not tell what consumer group [shop] has read: ");
  }

  @Test
  void aSavepointToBeginWithWhereTheJobRuns() throws IOException {
    running("a", "RUNNING", SQL);
    refused(
        apply("--from", "file:/saved"),
        2,
        "recency: --from begins where no job runs, but job [a] does: remove --from");
  }

  @Test
  void stateThatWouldBeLost() throws IOException {
    running("a", "RUNNING", SQL);
    String changed = SQL.replace("COUNT(*) AS n", "SUM(n) AS n");
    Files.writeString(file, changed);
    refused(
        apply("--savepoint-dir", "file:/x"),
        2,
        "recency: T would lose state: write --yes --accept-state-loss T if that is meant.");
  }

  @ParameterizedTest
  @CsvSource({"0,filled from the log", "1,state lost"})
  void stateThatALogDoesNotFillWhileItIsWarming(int warming, String fate) throws IOException {
    String hour = "TABLE u AS SELECT id, COUNT(*) AS n FROM s WINDOW SLIDING (SIZE 1 HOUR)";
    String day = " CREATE " + hour.replace("u AS", "v AS").replace("1 HOUR", "1 DAY");
    String sql = SQL + "CREATE " + hour + " WHERE n > 1 GROUP BY id;" + day + " GROUP BY id;";
    running("a", "RUNNING", sql);
    String metrics = "/jobs/a/vertices/v/subtasks/metrics";
    http.answering("/jobs/a", "{\"vertices\":[{\"id\":\"v\"}]}")
        .answering(
            metrics,
            "[{\"id\":\"o.statement.U.warming\",\"min\":0,\"max\":0,\"sum\":0},{\"id\":\"o.statement.V.warming\",\"min\":0,\"max\":%d,\"sum\":1}]"
                .formatted(warming));
    Files.writeString(file, sql.replace(" WHERE n > 1", ""));
    assertThat(apply("--dry-run").out()).contains("~ U: changed, " + fate + ": WHERE changed");
    refused(
        apply(),
        2,
        warming == 0
            ? "recency: the cluster has no execution.checkpointing.savepoint-dir"
            : "recency: U would lose state: write --yes --accept-state-loss U if that is meant.");
  }

  @Test
  void stateOfAVersionThatFindsItElsewhere() throws IOException {
    running("a", "RUNNING", SQL, Map.of("recency.version", "9", "recency.states.T", "elsewhere"));
    refused(
        apply("--savepoint-dir", "file:/x"),
        4,
        "recency: A savepoint of job [a] would be refused: it was written by version [9], and this"
            + " version [development] does not find the state of [T] in it: go on with version 9");
    refused(
        apply("--savepoint-dir", "file:/x", "--accept-state-loss", "t", "--job-jar", "none"),
        4,
        "recency: none: no such file, or not readable.");
  }

  @Test
  void definitionsThatMeanNothingToThisVersion() throws IOException {
    running("a", "RUNNING", SQL, Map.of("recency.definitions.0.text", "CREATE FEATURE x;"));
    refused(
        apply("--savepoint-dir", "file:/x"),
        4,
        "recency: Job [a] was made by another version of Recency, and this one cannot make it again");
  }

  @Test
  void aMissingJarAndSettingsThatAreNotOfAJob() {
    refused(
        apply("--from", "scratch", "--job-jar", directory.resolve("none.jar").toString()),
        4,
        "recency: " + directory.resolve("none.jar") + ": no such file, or not readable. Write");
    refused(
        apply("-D", "taskmanager.numberOfTaskSlots=3"),
        2,
        "recency: -D taskmanager.numberOfTaskSlots is no setting of a job: set it on the cluster.");
    refused(apply("-p", "0"), 2, "recency: --parallelism [0] must be 1 or more.");
    refused(
        apply("--kafka.sink.sasl.jaas.config=plain"),
        2,
        "recency: option [kafka.sink.sasl.jaas.config] is a secret");
  }

  @Test
  void whatRunsAlreadyIsLeftAlone() throws IOException {
    running("a", "RUNNING", SQL);
    Cli cli = apply();
    assertThat(cli.err()).isEqualTo("recency: nothing to do, job a is this one\n");
    assertThat(cli.out()).isEqualTo("= T: unchanged, state kept\n");
    assertThat(cli.code()).isZero();
  }

  @Test
  void optionsMayStandInTheEnvironmentAndInAFile() throws IOException {
    running("a", "RUNNING", SQL);
    Path properties = Files.writeString(directory.resolve("job.properties"), "job-name = shop\n");
    Map<String, String> environment = Map.of("RECENCY_BOOTSTRAP_SERVERS", "localhost:1");
    String[] arguments = {
      "apply", file.toString(), "--flink", http.address(), "--properties", properties.toString()
    };
    Cli cli = Cli.in(environment, arguments);
    assertThat(cli.err()).isEqualTo("recency: nothing to do, job a is this one\n");
    refused(Cli.run(arguments), 2, "recency: no Kafka: write --bootstrap-servers HOST:PORT");
  }
}
