package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is started: one line, its exit code, nothing written. */
final class CompareCommandTest {
  private static final String EVENTS = "message-sent=features/events/message-sent.jsonl";

  @TempDir Path directory;

  private Cli compare(String... arguments) {
    List<String> all = new ArrayList<>(List.of("compare", "features/messages.sql"));
    all.addAll(List.of("--input", EVENTS, "--out", directory.resolve("out").toString()));
    all.addAll(List.of(arguments));
    return Cli.run(all.toArray(String[]::new));
  }

  private void assertRefused(Cli cli, int code, String line) throws IOException {
    assertThat(cli.err().lines().findFirst()).contains(line);
    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.out()).isEmpty();
    try (var files = Files.list(directory)) {
      assertThat(files.filter(each -> !each.toString().endsWith(".jsonl"))).isEmpty();
    }
  }

  @Test
  void refusesOptionsThatMeanNothing() throws IOException {
    assertRefused(
        compare("--fail-below", "99"),
        2,
        "recency: --fail-below [99]: write exact=PERCENT, from 0 to 100, with SYSTEM: before it for"
            + " another system than the first");
    assertRefused(
        compare("--fail-below", "ksqlDB:exact=99"),
        2,
        "recency: --fail-below [ksqlDB]: no such system. There are [Recency, Recency, live idle"
            + " timeout, ksqlDB hopping 1m, ksqlDB tumbling, Chronon sawtooth, Flink OVER].");
    assertRefused(
        compare("--reads", "0"),
        2,
        "recency: --reads [0] must be at least 1; leave it out for 100000");
    assertRefused(
        compare("--ksqldb-server", "http://127.0.0.1:1"),
        2,
        "recency: --ksqldb-server needs --bootstrap-servers: the Kafka that the server works on.");
    assertRefused(
        compare("--properties", "kafka.properties"),
        2,
        "recency: --properties needs --bootstrap-servers: the Kafka that they are for.");
    assertRefused(
        compare("--commands", "x"), 2, "recency: --commands [x]: write NAME=TOPIC or NAME=FILE");
  }

  @Test
  void refusesASecondSystemOfOneName() throws IOException {
    assertRefused(
        compare("--commands", "Recency=features/events/message-sent.jsonl"),
        2,
        "recency: --commands [Recency]: there is a system of this name already. Choose another.");
  }

  @Test
  void refusesInputsThatNoComparedStatementReads() throws IOException {
    assertRefused(
        compare("--input", "other=features/events/message-sent.jsonl"),
        2,
        "recency: --input [other=features/events/message-sent.jsonl]: no compared statement reads"
            + " this topic. They read [message-sent].");
  }

  @Test
  void refusesDefinitionsWithoutSlidingWindows() throws IOException {
    Cli cli =
        Cli.run(
            "compare", "features/user-profile.sql", "--out", directory.resolve("out").toString());
    assertRefused(
        cli,
        3,
        "features/user-profile.sql:1:1: The definitions hold nothing to compare. Expected a"
            + " statement with WINDOW SLIDING and a numeric aggregate over a declared source.");
  }

  @Test
  void refusesCommandsThatAreNowhereOrNoJson() throws IOException {
    assertRefused(
        compare("--commands", "x=nowhere"),
        4,
        "recency: --commands [x=nowhere]: there is neither a file nor a topic of this name. Topics"
            + " need --bootstrap-servers.");
    Path file = Files.writeString(directory.resolve("commands.jsonl"), "\n1, 2\n");
    assertRefused(
        compare("--commands", "x=" + file), 4, "recency: " + file + ":2: expected one JSON object");
  }

  @Test
  void refusesADirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file.jsonl"), "");
    Cli cli =
        Cli.run("compare", "features/messages.sql", "--input", EVENTS, "--out", file + "/out");
    assertRefused(
        cli,
        4,
        "recency: "
            + file
            + "/out: the report cannot be written there. Name another directory with --out DIR.");
  }
}
