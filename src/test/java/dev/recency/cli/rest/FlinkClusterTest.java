package dev.recency.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlinkClusterTest {
  private final SmallFlink http = SmallFlink.start();
  private final FlinkCluster cluster = FlinkCluster.at(http.address());

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void readsJobsSettingsAndParameters() {
    http.with("a", "RUNNING")
        .with("b", "FAILED")
        .answering(
            "/jobmanager/config",
            "[{\"key\":\"k\",\"value\":\"v\"},{\"key\":\"s\",\"value\":\"******\"}]")
        .answering(
            "/jobs/a/config",
            "{\"execution-config\":{\"user-config\":{\"recency.version\":\"1\"}}}");
    assertThat(cluster.version()).isEqualTo("2.2.1");
    assertThat(cluster.jobs())
        .containsExactly(
            new JobState("a", "shop", "RUNNING", 1), new JobState("b", "shop", "FAILED", 1));
    assertThat(cluster.settings()).isEqualTo(Map.of("k", "v", "s", "******"));
    assertThat(cluster.parameters("a")).isEqualTo(Map.of("recency.version", "1"));
  }

  @Test
  void aJobSubmittedIsSentWithItsJar() throws IOException {
    byte[] anyBytes = new byte[256];
    IntStream.range(0, 256).forEach(i -> anyBytes[i] = (byte) i);
    Path jar = Files.write(directory.resolve("recency-job.jar"), anyBytes);
    http.then(Fate.RUNS);
    assertThat(cluster.submit(anyBytes, jar)).isEqualTo("new0");
    String sent = new String(http.upload(), StandardCharsets.ISO_8859_1);
    String bytes = new String(anyBytes, StandardCharsets.ISO_8859_1);
    assertThat(sent)
        .contains("\"jobGraphFileName\":\"job.graph\"")
        .contains("\"jobJarFileNames\":[\"recency-job.jar\"]")
        .contains(
            "filename=\"job.graph\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes)
        .contains(bytes + "\r\n--");
    assertThat(sent.split(bytes.substring(100, 120), -1)).hasSize(3);
  }

  @Test
  void aJarThatIsNotThereIsNotSent() {
    assertThatThrownBy(() -> cluster.submit(new byte[0], directory.resolve("none.jar")))
        .isInstanceOf(FileNotFoundException.class);
    assertThat(http.changes()).isEmpty();
  }

  @Test
  void aRefusalSaysItsInnermostCause() throws IOException {
    Path jar = Files.write(directory.resolve("j.jar"), new byte[0]);
    http.then(Fate.REFUSED);
    assertThatThrownBy(() -> cluster.submit(new byte[0], jar))
        .isInstanceOf(ClusterException.class)
        .hasMessage("Flink at [" + http.address() + "/] refuses: no room");
  }

  @Test
  void aSavepointIsAwaitedAndMayFail() {
    http.with("a", "RUNNING")
        .answering("/jobs/a/savepoints/t", "{\"status\":{\"id\":\"IN_PROGRESS\"}}");
    FlinkCluster.Trigger stop = cluster.stop("a", "file:/saved", "t");
    assertThat(cluster.outcome(stop)).isEmpty();
    http.answering(
        "/jobs/a/savepoints/t",
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":"
            + "{\"class\":\"X\",\"stack-trace\":\"a.B: outer\\nCaused by: a.C: disk full\"}}}");
    assertThat(cluster.outcome(stop))
        .isEqualTo(Optional.of(new FlinkCluster.Outcome.Failed("disk full")));
  }

  @Test
  void manyMetricsAreAskedForInRequestsThatFlinkTakes() {
    List<String> names =
        IntStream.range(0, 200).mapToObj(i -> "operator.statement.X.metric" + i).toList();
    List<String> queries = new ArrayList<>();
    http.answering(
        "/jobs/a/vertices/v/subtasks/metrics",
        query -> {
          queries.add(query);
          String asked =
              query.equals("null") ? String.join(",", names) : query.replaceFirst(".*get=", "");
          return List.of(asked.split(",")).stream()
              .map(name -> "{\"id\":\"" + name + "\",\"min\":1.0,\"max\":\"NaN\",\"sum\":3.0}")
              .collect(Collectors.joining(",", "[", "]"));
        });
    assertThat(cluster.metrics("a", "v", name -> !name.endsWith("9")))
        .hasSize(180)
        .contains(new MetricSample("operator.statement.X.metric0", 1, Double.NaN, 3));
    assertThat(queries).hasSize(3).allMatch(query -> query.length() < 4_000);
  }

  @Test
  void saysThatNobodyAnswers() {
    http.close();
    assertThatThrownBy(cluster::version)
        .hasMessage(
            "No Flink answers at [" + http.address() + "/]. Check host, port and http or https.");
  }

  @Test
  void saysThatSomebodyElseAnswers() {
    String elsewhere =
        "["
            + http.address()
            + "/] does not answer as Flink does. Name its REST address (port 8081).";
    http.answering("/config", "<html>");
    assertThatThrownBy(cluster::version).hasMessage(elsewhere);
    http.answering("/config", "{\"name\":\"another\"}");
    assertThatThrownBy(cluster::version).hasMessage(elsewhere);
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> FlinkCluster.at("localhost:8081"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[localhost:8081] is no address of Flink's REST API: write http://host:8081");
  }
}
