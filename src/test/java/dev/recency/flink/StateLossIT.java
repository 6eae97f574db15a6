package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.flink.resume.PublishedDefinitions;
import dev.recency.flink.resume.UnfitStateException;
import dev.recency.local.LocalCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job whose definitions do not fit the savepoint that it is to go on from. */
final class StateLossIT {
  private static final long START = 1_700_000_000_000L;
  private static final String REASON =
      "[PAID] would lose its state: WHERE changed: `CENTS > 1` → `CENTS > 2`. Undo the change, or"
          + " write --accept-state-loss PAID";

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  private static Definitions definitions(String where) {
    return Definitions.of(
        "loss.sql",
        """
        CREATE STREAM bills (guest STRING KEY, cents INT)
          WITH (KAFKA_TOPIC='loss-bills', VALUE_FORMAT='JSON', PARTITIONS=1);
        CREATE TABLE paid WITH (KAFKA_TOPIC='loss-paid', PARTITIONS=1) AS
          SELECT guest, SUM(cents) AS s FROM bills WHERE %s GROUP BY guest EMIT CHANGES;
        CREATE TABLE bought WITH (KAFKA_TOPIC='loss-bought', PARTITIONS=1) AS
          SELECT guest, COUNT(*) AS n FROM bills GROUP BY guest EMIT CHANGES;
        """
            .formatted(where));
  }

  private static void load(TestJob job, int from, int to) {
    job.load(
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    "{\"topic\":\"loss-bills\",\"key\":\"g\",\"value\":{\"cents\":%d},\"timestamp\":%d}"
                        .formatted(number, START + number))
            .iterator());
  }

  private static String sum(int sum, int number) {
    return "g {\"S\":%d} @%d".formatted(sum, START + number);
  }

  @Test
  void isRefusedBeforeItStartsUnlessTheLossIsAccepted() throws Exception {
    JobOptions options = RUNTIME.options("loss").withDelivery(Delivery.EXACTLY_ONCE);
    Definitions changed = definitions("cents > 2");
    String savepoint;
    try (TestJob job = TestJob.of(RUNTIME, options, definitions("cents > 1"))) {
      load(job, 0, 10);
      job.start();
      job.await("loss-bought", 10);
      job.await("loss-paid", 8);
      assertThat(published(job.id())).isEqualTo(Optional.of(definitions("cents > 1")));
      savepoint = job.stopWithSavepoint(directory);
    }
    assertThatThrownBy(() -> build(options, changed, Optional.of(savepoint)))
        .isInstanceOf(UnfitStateException.class)
        .hasMessage(savepoint + ": " + REASON);
    assertThat(failure(options, changed, savepoint)).contains("stored state: " + REASON);
    JobOptions accepting = options.withAcceptedLosses(Set.of("paid"));
    try (TestJob job = TestJob.of(RUNTIME, accepting, changed)) {
      load(job, 10, 12);
      job.start(RUNTIME.cluster().environment(Optional.of(savepoint)));
      List<String> bought = Verdict.texts(job.await("loss-bought", 12));
      assertThat(bought).hasSize(12).endsWith("g {\"N\":12} @" + (START + 11));
      List<String> paid = Verdict.texts(job.await("loss-paid", 10));
      assertThat(paid).hasSize(10);
      assertThat(paid.subList(7, 10)).containsExactly(sum(44, 9), sum(10, 10), sum(21, 11));
      List<String> mixed = List.of(sum(44, 9), sum(54, 10), sum(65, 11));
      assertThat(paid).as("what was lost is not counted").doesNotContainSequence(mixed);
    }
  }

  private static StreamGraph build(
      JobOptions options, Definitions definitions, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(savepoint);
    new JobBuilder(options).build(environment, definitions);
    return environment.getStreamGraph();
  }

  /** Why the JobManager refuses what a client could not check. */
  private static String failure(JobOptions options, Definitions definitions, String savepoint)
      throws InterruptedException {
    StreamGraph graph = build(options, definitions, Optional.empty());
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, true));
    LocalCluster cluster = RUNTIME.cluster();
    try {
      JobID id = cluster.miniCluster().submitJob(graph.getJobGraph()).get().getJobID();
      return ExceptionUtils.stringifyException(
          cluster.result(id).get().getSerializedThrowable().orElseThrow());
    } catch (ExecutionException e) {
      return ExceptionUtils.stringifyException(e);
    }
  }

  /** What a job says of itself to whoever asks over REST. */
  private static Optional<Definitions> published(JobID id) throws Exception {
    URI rest = RUNTIME.cluster().miniCluster().getRestAddress().get();
    HttpRequest request = HttpRequest.newBuilder(rest.resolve("/jobs/" + id + "/config")).build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    JsonNode config =
        new ObjectMapper().readTree(body).path("execution-config").path("user-config");
    Map<String, String> entries = new TreeMap<>();
    config.fieldNames().forEachRemaining(name -> entries.put(name, config.get(name).asText()));
    assertThat(entries).containsEntry(PublishedDefinitions.VERSION, ProductVersion.current());
    assertThat(entries.keySet())
        .allMatch(
            name ->
                name.matches(
                    "recency\\.(version|balance\\.interval-ms|(definitions|states|arguments|settings)\\..+)"));
    return PublishedDefinitions.read(entries);
  }
}
