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
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls of apply for a cluster of {@link SmallFlink}, which none of them changes. */
abstract class UnchangedCluster {
  static final String SQL =
      """
      CREATE STREAM s (id STRING KEY, n INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');
      CREATE TABLE t AS SELECT id, COUNT(*) AS n FROM s GROUP BY id EMIT CHANGES;
      """;

  final SmallFlink http = SmallFlink.start();

  @TempDir Path directory;
  Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("a.sql"), SQL);
  }

  @AfterEach
  void stop() {
    assertThat(http.changes()).isEmpty();
    http.close();
  }

  final Cli apply(String... more) {
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
  final void running(String id, String state, String sql) throws IOException {
    running(id, state, sql, Map.of());
  }

  final void running(String id, String state, String sql, Map<String, String> otherwise)
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

  static void refused(Cli cli, int code, String line) {
    assertThat(cli.err()).startsWith(line);
    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.err().lines().filter(each -> !each.startsWith("Try"))).hasSize(1);
  }
}
