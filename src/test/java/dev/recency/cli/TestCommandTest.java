package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {
  private static final String RIDES =
      "CREATE STREAM rides (city STRING KEY, fare INT, tip DECIMAL(4, 2), rate DOUBLE)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');";
  private static final String COPY = RIDES + " CREATE STREAM copy AS SELECT * FROM rides;";
  private static final String RIDE = "{\"fare\":5,\"tip\":1.50,\"rate\":0.3}";

  @TempDir Path directory;

  private Cli test(String... cases) throws IOException {
    Path file = directory.resolve("cases.json");
    Files.writeString(file, "{\"tests\":[" + String.join(",", cases) + "]}");
    return Cli.run("test", file.toString());
  }

  /** A case with one ride in and one record expected. */
  private static String oneRide(String expectedRecord) {
    return "{\"name\":\"one ride\",\"statements\":[\""
        + COPY
        + "\"],\"inputs\":[{\"topic\":\"rides\",\"key\":\"Jeju\",\"timestamp\":7,\"value\":"
        + RIDE
        + "}],\"outputs\":["
        + expectedRecord
        + "]}";
  }

  private static String record(String key, String value, int timestamp) {
    return "{\"topic\":\"COPY\",\"key\":"
        + key
        + ",\"value\":"
        + value
        + ",\"timestamp\":"
        + timestamp
        + "}";
  }

  private static String statements(String sql, String rest) {
    return "{\"name\":\"statements\",\"statements\":[\"" + sql + "\"]" + rest + "}";
  }

  @Test
  void aFieldThatNoCaseHasIsNamed() throws IOException {
    Cli cli = test(statements(COPY, ",\"output\":[]"));
    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .startsWith("recency: " + directory.resolve("cases.json"))
        .contains("case [statements] has the unknown field [output]. Known are [clock, comment, ")
        .hasLineCount(1);
  }

  @Test
  void aFileThatEndsTooEarlySaysWhereItBegan() throws IOException {
    Path file = Files.writeString(directory.resolve("cases.json"), "{\"tests\":[\n{\"name\":1");
    Cli cli = Cli.run("test", file.toString());
    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .startsWith("recency: " + file + ":2: not JSON: ")
        .contains("line 2, column 1")
        .doesNotContain("Source", "REDACTED");
  }

  @Test
  void passesWhatIsExpectedByValueDigitsAndTolerance() throws IOException {
    Cli cli =
        test(oneRide(record("\"Jeju\"", "{\"fare\":5,\"TIP\":1.50,\"rate\":0.3000000001}", 7)));
    assertThat(cli.out()).isEqualTo("1 passed, 0 failed, 0 refused\n");
    assertThat(cli.code()).isZero();
  }

  @Test
  void failsOnEveryDifferenceWithExpectedAndGot() throws IOException {
    Cli cli =
        test(
            oneRide(record("\"Ulsan\"", RIDE, 7)),
            oneRide(record("\"Jeju\"", "{\"fare\":6,\"tip\":1.50,\"rate\":0.3}", 7)),
            oneRide(record("\"Jeju\"", "{\"fare\":5,\"tip\":1.5,\"rate\":0.3}", 7)),
            oneRide(record("\"Jeju\"", "{\"fare\":5,\"tip\":1.50,\"rate\":0.31}", 7)),
            oneRide(record("\"Jeju\"", "{\"fare\":5,\"tip\":1.50}", 7)),
            oneRide(record("\"Jeju\"", "null", 7)),
            oneRide(record("\"Jeju\"", RIDE, 8)),
            oneRide(record("\"Jeju\"", RIDE, 7) + "," + record("\"Jeju\"", RIDE, 7)));
    assertThat(cli.code()).isEqualTo(1);
    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(9);
    assertThat(lines.get(0)).contains("key expected \"Ulsan\", got \"Jeju\"");
    assertThat(lines.get(6)).contains("timestamp expected 8, got 7");
    assertThat(lines.get(7)).contains("expected [2] records, got [1]");
    assertThat(lines.get(8)).isEqualTo("0 passed, 8 failed, 0 refused");
  }

  @Test
  void aCaseWithExpectedExceptionPassesOnlyIfTheStatementsAreRefused() throws IOException {
    String refused = RIDES + " CREATE STREAM copy AS SELECT town FROM rides;";
    Cli cli =
        test(
            statements(refused, ",\"expectedException\":{}"),
            statements(COPY, ",\"expectedException\":{}"),
            statements(refused, ""));
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out().lines())
        .hasSize(3)
        .endsWith("1 passed, 2 failed, 0 refused")
        .anyMatch(line -> line.contains("expected a refusal, got a plan"))
        .anyMatch(line -> line.contains("RIDES has no column [TOWN]"));
  }

  @Test
  void whatDoesNotRunYetIsRefusedAndWhatRunsOnPurposeIsExtended() throws IOException {
    String join =
        RIDES
            + " CREATE STREAM w AS SELECT r.city, r.fare FROM rides r"
            + " JOIN rides o WITHIN 1 HOUR ON r.city = o.city;";
    String keyless = RIDES + " CREATE STREAM fares AS SELECT fare FROM rides;";
    Cli cli = test(statements(join, ""), statements(keyless, ",\"expectedException\":{}"));
    assertThat(cli.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("refused: ") && line.contains("JOIN"))
        .endsWith("0 passed, 0 failed, 1 refused, 1 extended");
    assertThat(cli.code()).isZero();
  }

  @Test
  void jsonHasOneObjectPerCase() throws IOException {
    Path file = directory.resolve("cases.json");
    Files.writeString(file, "{\"tests\":[" + oneRide(record("\"Jeju\"", RIDE, 7)) + "]}");
    Path report = directory.resolve("report.jsonl");
    assertThat(Cli.run("test", file.toString(), "--json", report.toString()).code()).isZero();
    List<String> lines = Files.readAllLines(report);
    assertThat(lines).hasSize(1);
    assertThat(new ObjectMapper().readTree(lines.get(0)))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("name", "one ride")
                .put("outcome", "passed")
                .put("message", ""));
  }

  @Test
  void filesThatAreNoCaseFilesAreNamed() throws IOException {
    assertThat(Cli.run("test").code()).isEqualTo(2);
    Cli missing = Cli.run("test", directory.resolve("none.json").toString());
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("none.json: no such file or directory");
    Path broken = Files.writeString(directory.resolve("broken.json"), "{\n\"tests\": [}");
    assertThat(Cli.run("test", broken.toString()).err()).contains("broken.json:2: not JSON");
    Files.writeString(broken, "[]");
    assertThat(Cli.run("test", broken.toString()).err()).contains("broken.json: no case file");
  }

  @Test
  void severalPathsAreCountedOneByOneAndAFileOnce() throws IOException {
    Path good = Files.createDirectory(directory.resolve("good"));
    Files.writeString(good.resolve("a.sql"), "--@test: a\nUNSET 'a';\n--@test: b\nUNSET 'b';\n");
    Path bad = Files.writeString(directory.resolve("bad.sql"), "--@test: c\n" + COPY + "SELECT 1;");
    Cli cli = Cli.run("test", good.toString(), bad.toString(), good.resolve("a.sql").toString());
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .startsWith("refused: %s: c: %s:2:".formatted(bad, bad))
        .endsWith(
            """
            %s: 2 passed, 0 failed, 0 refused
            %s: 0 passed, 0 failed, 1 refused
            %s: 0 passed, 0 failed, 0 refused
            total: 2 passed, 0 failed, 1 refused
            """
                .formatted(good, bad, good.resolve("a.sql")))
        .hasLineCount(5);
  }

  @Test
  void aFailedAssertionSaysFilePlaceExpectedAndGot() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("t.sql"),
            "--@test: a ride\n"
                + COPY
                + "\nINSERT INTO rides (city, fare) VALUES ('Jeju', 5);"
                + "\nASSERT VALUES copy (fare) VALUES (6);");
    Cli cli = Cli.run("test", file.toString());
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .isEqualTo(
            """
            failed: %1$s: a ride: %1$s:4:1: topic [COPY] record [0]: expected [FARE = 6], got \
            [CITY = 'Jeju', FARE = 5, TIP = NULL, RATE = NULL, ROWTIME = 0]
            0 passed, 1 failed, 0 refused
            """
                .formatted(file));
  }

  @Test
  void aFileOfTestsThatCannotBeToldApartIsADefinitionThatIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("t.sql"), COPY);
    Cli cli = Cli.run("test", file.toString());
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err())
        .isEqualTo(file + ":1:1: No test has begun. Write --@test: name before this line.\n");
    Cli none = Cli.run("test", directory.toString());
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.err()).contains("Name files *.json, or *.sql with --@test: name");
  }

  @Test
  void ksqldbsEngineRunsCasesTooAndSeesADifference() throws IOException {
    String right = oneRide(record("\"Jeju\"", RIDE, 7));
    String wrong = oneRide(record("\"Jeju\"", RIDE, 8));
    Path file = directory.resolve("cases.json");
    Files.writeString(file, "{\"tests\":[" + right + "," + wrong + "]}");
    Cli reference = Cli.run("test", file.toString(), "--engine", "ksqldb-reference");
    assertThat(reference.code()).isEqualTo(1);
    assertThat(reference.out())
        .contains("timestamp expected 8, got 7")
        .endsWith("1 passed, 1 failed, 0 refused\n");
    Cli features = Cli.run("test", "features/tests", "--engine", "ksqldb-reference");
    assertThat(features.code()).as(features.out()).isZero();
    assertThat(features.out()).contains("the reference knows streams");
  }

  @Test
  void anEngineThatIsNotThereIsRefusedInOneLine() {
    Cli unknown = Cli.run("test", "features/tests", "--engine", "spark");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("[spark]: write simulator, flink or ksqldb-reference");
  }

  @Test
  void aWindowThatKsqldbLosesMakesACaseExtendedAndNothingElseDoes() throws IOException {
    String statements =
        RIDES
            + " CREATE TABLE n AS SELECT city, COUNT(*) AS n FROM rides"
            + " WINDOW TUMBLING (SIZE 2 MILLISECONDS) GROUP BY city EMIT FINAL;";
    StringBuilder inputs = new StringBuilder();
    for (int time : new int[] {0, 3, 10}) {
      inputs.append(inputs.isEmpty() ? "" : ",");
      inputs.append("{\"topic\":\"rides\",\"key\":\"Jeju\",\"value\":{},\"timestamp\":");
      inputs.append(time).append('}');
    }
    String outputs =
        "{\"topic\":\"N\",\"key\":\"Jeju\",\"value\":{\"N\":%d},\"timestamp\":0,"
            + "\"window\":{\"start\":0,\"end\":2,\"type\":\"time\"}}";
    String rest = ",\"inputs\":[" + inputs + "],\"outputs\":[" + outputs + "]";
    Cli lost = test(statements(statements, rest.formatted(1)));
    assertThat(lost.out()).isEqualTo("0 passed, 0 failed, 0 refused, 1 extended\n");
    Cli wrong = test(statements(statements, rest.formatted(2)));
    assertThat(wrong.out()).contains("value expected {\"N\":2}, got {\"N\":1}", "1 failed");
  }
}
