package dev.recency.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.ProductVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused because of the state that is there, or may be. */
final class ApplyStateTest extends UnchangedCluster {
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
            + " version ["
            + ProductVersion.current()
            + "] does not find the state of [T] in it: go on with version 9");
    refused(
        apply("--savepoint-dir", "file:/x", "--accept-state-loss", "t", "--job-jar", "none"),
        4,
        "recency: none: no such file, or not readable.");
  }
}
