package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.junit.jupiter.api.Test;

/** What is refused before a cluster is changed. */
final class ApplyCommandTest extends UnchangedCluster {
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
