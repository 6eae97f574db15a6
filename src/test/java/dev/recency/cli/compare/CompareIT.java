package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recency compare} with the embedded broker, Flink and Kafka Streams. */
final class CompareIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENTS = "features/events/message-sent.jsonl";

  @TempDir Path directory;
  private Path definition;

  @BeforeEach
  void writeDefinition() throws IOException {
    definition =
        Files.writeString(
            directory.resolve("sent.sql"),
            """
            CREATE STREAM message_sent (userId VARCHAR, sentAt BIGINT)
              WITH (KAFKA_TOPIC='message-sent', VALUE_FORMAT='JSON', TIMESTAMP='sentAt');
            CREATE TABLE sent WITH (KAFKA_TOPIC='sent', VALUE_FORMAT='JSON') AS
              SELECT userId, COUNT(*) AS n FROM message_sent
              WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
            """);
  }

  private Cli compare(String out, String... arguments) {
    List<String> all = new ArrayList<>(List.of("compare", definition.toString()));
    all.addAll(List.of("--input", "message-sent=" + EVENTS, "--reads", "2000"));
    all.addAll(List.of("--out", directory.resolve(out).toString()));
    all.addAll(List.of(arguments));
    return Cli.run(all.toArray(String[]::new));
  }

  private JsonNode report(String out) throws IOException {
    return JSON.readTree(directory.resolve(out).resolve("report.json").toFile());
  }

  private static JsonNode system(JsonNode report, String name) {
    for (JsonNode each : report.get("systems")) {
      if (each.get("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no system " + name);
  }

  @Test
  void twoRunsGiveOneReportAndTheThresholdJudgesTheNamedSystem() throws IOException {
    String ones = "ones=" + commandsThatSayOne();
    Cli first = compare("first", "--commands", ones, "--fail-below", "exact=99.99");
    Cli second =
        compare("second", "--commands", ones, "--fail-below", "ksqlDB tumbling:exact=99.99");

    assertThat(first.err()).endsWith("/first/report.html\n").hasLineCount(1);
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .startsWith(
            "Over 200 events of 55 entities, Recency is right after 100.00 % of the events and"
                + " finds the truth at 100.00 % of the reads within 30 min");
    assertThat(second.err()).contains("recency: ksqlDB tumbling is below 99.99 %: right at ");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.out()).isEqualTo(first.out());
    ObjectNode one = (ObjectNode) report("first");
    ObjectNode other = (ObjectNode) report("second");
    assertThat(one.remove("generatedAtMillis").asLong())
        .isLessThan(other.remove("generatedAtMillis").asLong());
    assertThat(one).isEqualTo(other);
    assertThat(system(one, "ksqlDB hopping 1m").get("label").asText()).isEqualTo("engine");
    assertThat(system(one, "ksqlDB tumbling").get("label").asText()).isEqualTo("engine");
    JsonNode said = system(one, "ones");
    assertThat(said.get("label").asText()).isEqualTo("engine");
    assertThat(said.get("commandsPerEvent").asDouble()).isEqualTo(1);
    assertThat(said.get("rightAtEvent").asDouble()).isBetween(0.2, 0.8);
    assertThat(said.get("staleNonZeroAtRead").asDouble()).isBetween(0.2, 0.8);
    double bytes = stateBytesPerKey(one, "Recency");
    assertThat(bytes).isBetween(1.0, 50.0);
    assertThat(stateBytesPerKey(one, "ksqlDB hopping 1m")).isBetween(2 * bytes, 100 * bytes);
    assertThat(stateBytesPerKey(one, "ksqlDB tumbling")).isBetween(2 * bytes, 100 * bytes);
    assertThat(said.get("stateBytesPerKey").isNull()).isTrue();
    assertOnlyReportsAreIn("first");
  }

  private static double stateBytesPerKey(JsonNode report, String system) {
    return system(report, system).get("stateBytesPerKey").doubleValue();
  }

  /** A store that holds 1 from the first event of a user on. */
  private Path commandsThatSayOne() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(Path.of(EVENTS))) {
      JsonNode event = JSON.readTree(line);
      lines.append(
          "{\"topic\":\"elsewhere\",\"key\":%s,\"value\":{\"N\":1},\"timestamp\":%s}\n"
              .formatted(event.get("value").get("userId"), event.get("timestamp")));
    }
    return Files.writeString(directory.resolve("ones.jsonl"), lines);
  }

  private void assertOnlyReportsAreIn(String out) throws IOException {
    try (var files = Files.list(directory.resolve(out))) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "report.json", "report.md", "report.svg");
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(each -> each.startsWith("."));
    }
  }

  @Test
  void theExampleRunsWithoutArguments() throws IOException {
    Path out = directory.resolve("example");
    Cli cli = Cli.run("compare", "--out", out.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode report = report("example");
    assertThat(report.get("interval").get("events").asLong()).isEqualTo(4_000);
    assertThat(report.get("features")).hasSize(7);
    for (JsonNode feature : report.get("features")) {
      JsonNode recency = feature.get("cells").get(0);
      assertThat(recency.get("system").asText()).isEqualTo("Recency");
      assertThat(recency.get("atRead").get("rightOfKnown").asDouble())
          .as(feature.get("feature").asText())
          .isGreaterThan(0.999);
    }
    assertThat(system(report, "Recency").get("rightAtRead").asDouble())
        .isGreaterThan(system(report, "ksqlDB hopping 1m").get("rightAtRead").asDouble());
    for (JsonNode quality : report.get("quality")) {
      assertThat(quality.get("balances").asBoolean()).isTrue();
      assertThat(quality.get("late").asLong()).isPositive();
    }
    assertThat(stateBytesPerKey(report, "ksqlDB tumbling"))
        .isGreaterThan(stateBytesPerKey(report, "Recency"));
    assertThat(Files.readString(out.resolve("report.html")))
        .containsOnlyOnce("<td>not measured: not all windows were run</td><td>not measured: not")
        .contains("<td>not measured below 50,000 events</td>");
    pictureIsThatOfTheReadme(out.resolve("report.svg"));
  }

  /** {@code -Dupdate=true} puts the picture of this run into the documentation. */
  private static void pictureIsThatOfTheReadme(Path made) throws IOException {
    Path shown = Path.of("docs", "images", "report.svg");
    if (Boolean.getBoolean("update")) {
      Files.copy(made, shown, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(Files.readString(shown))
        .as("docs/images/report.svg; -Dit.test=CompareIT -Dupdate=true makes it anew")
        .isEqualTo(Files.readString(made));
  }

  @Test
  void refusesTopicsWithoutEvents() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.jsonl"), "\n");
    Path out = directory.resolve("out");
    Cli cli =
        Cli.run(
            "compare",
            definition.toString(),
            "--input",
            "message-sent=" + empty,
            "--out",
            out.toString());
    assertThat(cli.err())
        .isEqualTo(
            "recency: The topics [message-sent] hold no event for the compared statements. Load"
                + " some: --input TOPIC=FILE.\n");
    assertThat(cli.code()).isEqualTo(4);
    assertThat(out).doesNotExist();
  }
}
