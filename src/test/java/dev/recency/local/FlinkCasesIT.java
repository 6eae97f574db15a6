package dev.recency.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.operator.Seeds;
import dev.recency.simulator.CaseFiles;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.CaseRunner;
import dev.recency.simulator.Explanation;
import dev.recency.simulator.FeatureCase;
import dev.recency.simulator.TestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases through the Flink job end as in the simulator, for better and for worse. */
final class FlinkCasesIT {
  private static final Path CASES = Path.of("..", "shared", "ksqldb-cases");

  /** How many of the dialect's own cases a build has time for; all in the nightly one. */
  private static final int SAMPLE = Integer.getInteger("recency.flink.cases", 60);

  private static FlinkCases flink;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    flink = FlinkCases.open(Explanation.NONE);
  }

  @AfterAll
  static void stop() {
    flink.close();
  }

  private static List<FeatureCase> read(Path path) throws IOException {
    List<FeatureCase> cases = new ArrayList<>();
    for (Path file : CaseFiles.find(path)) {
      cases.addAll(CaseFiles.read(file));
    }
    return cases;
  }

  @Test
  void aSampleOfTheDialectsOwnCasesEndsAsInTheSimulator() throws Exception {
    boolean present = Files.isDirectory(CASES);
    if (!present) {
      System.out.println("FlinkCasesIT: skipped, no directory [" + CASES + "]");
    }
    Assumptions.assumeTrue(present);
    List<FeatureCase> passing = new ArrayList<>();
    for (FeatureCase each : read(CASES)) {
      boolean positive = each instanceof TestCase test && !test.refusalExpected();
      if (positive && CaseRunner.run(each).outcome() == Outcome.PASSED) {
        passing.add(each);
      }
    }
    long seed = Seeds.of("FlinkCasesIT", 1).findFirst().orElseThrow();
    Collections.shuffle(passing, new Random(seed));
    List<FeatureCase> sample = passing.subList(0, Math.min(SAMPLE, passing.size()));
    List<CaseResult> results = flink.run(sample);
    assertThat(results)
        .filteredOn(each -> each.outcome() != Outcome.SKIPPED)
        .hasSizeGreaterThan(sample.size() * 9 / 10)
        .allSatisfy(each -> assertThat(each.outcome()).as("%s", each).isEqualTo(Outcome.PASSED));
  }

  @Test
  void theTestsOfTheFeaturesPass() throws Exception {
    List<CaseResult> results = flink.run(read(Path.of("features", "tests")));
    assertThat(results)
        .filteredOn(each -> each.outcome() != Outcome.SKIPPED)
        .hasSize(12)
        .allSatisfy(each -> assertThat(each.outcome()).as("%s", each).isEqualTo(Outcome.PASSED));
    assertThat(results)
        .filteredOn(each -> each.outcome() == Outcome.SKIPPED)
        .extracting(CaseResult::message)
        .containsExactly("a job's clocks cannot be set and its restarts not be placed");
  }

  private static final String CASE =
      """
      {
        "name": "rides",
        "statements": [
          "CREATE STREAM rides (city STRING KEY, fare INT) WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');",
          "CREATE STREAM dear WITH (KAFKA_TOPIC='out') AS SELECT rides.city, fare FROM rides WHERE fare > 5;",
          "CREATE STREAM cheap WITH (KAFKA_TOPIC='out') AS SELECT r.city, r.fare FROM rides r WHERE r.fare < 3;",
          "CREATE TABLE recent AS SELECT city, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 SECOND) GROUP BY city;"
        ],
        "inputs": [
          {"topic": "rides", "key": "Jeju", "value": {"fare": 6}, "timestamp": 1000},
          {"topic": "rides", "key": "Ulsan", "value": {"fare": 2}, "timestamp": 1500},
          {"topic": "rides", "key": "Jeju", "value": {"fare": 9}, "timestamp": 2200}
        ],
        "outputs": [
          {"topic": "out", "key": "Jeju", "value": {"FARE": 6}, "timestamp": 1000},
          {"topic": "out", "key": "Jeju", "value": {"FARE": 9}, "timestamp": 2200},
          {"topic": "out", "key": "Ulsan", "value": {"FARE": 2}, "timestamp": 1500},
          {"topic": "RECENT", "key": "Jeju", "value": {"N": 1}, "timestamp": 1000},
          {"topic": "RECENT", "key": "Ulsan", "value": {"N": 1}, "timestamp": 1500},
          {"topic": "RECENT", "key": "Jeju", "value": {"N": 0}, "timestamp": 2000},
          {"topic": "RECENT", "key": "Jeju", "value": {"N": 1}, "timestamp": 2200}
        ]
      }
      """;

  /** What is done to the expectations, and what each engine has to say about it. */
  private static Map<String, Consumer<ArrayNode>> alterations() {
    Map<String, Consumer<ArrayNode>> alterations = new TreeMap<>();
    alterations.put("key", outputs -> record(outputs, 1).put("key", "Seoul"));
    alterations.put("missing key", outputs -> record(outputs, 2).remove("key"));
    alterations.put("value", outputs -> record(outputs, 3).putObject("value").put("N", 2));
    alterations.put("tombstone", outputs -> record(outputs, 6).putNull("value"));
    alterations.put("timestamp", outputs -> record(outputs, 5).put("timestamp", 2001));
    alterations.put("expects one less", outputs -> outputs.remove(6));
    alterations.put("expects one more", outputs -> outputs.add(record(outputs, 6).deepCopy()));
    alterations.put("other order", outputs -> outputs.insert(3, outputs.remove(4)));
    alterations.put("window", outputs -> record(outputs, 3).putObject("window").put("start", 0));
    return alterations;
  }

  private static ObjectNode record(ArrayNode outputs, int index) {
    return (ObjectNode) outputs.get(index);
  }

  @Test
  void anAlteredExpectationFailsInBothEngines() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode file = mapper.createObjectNode();
    ArrayNode tests = file.putArray("tests");
    tests.add(mapper.readTree(CASE));
    alterations()
        .forEach(
            (name, alteration) -> {
              ObjectNode altered = tests.get(0).deepCopy();
              altered.put("name", name);
              alteration.accept((ArrayNode) altered.get("outputs"));
              tests.add(altered);
            });
    Files.writeString(directory.resolve("altered.json"), file.toString());
    List<FeatureCase> cases = read(directory);
    List<CaseResult> simulated = cases.stream().map(CaseRunner::run).toList();
    List<CaseResult> results = flink.run(cases);
    assertThat(results).isEqualTo(simulated);
    assertThat(results.get(0).outcome()).as("%s", results.get(0)).isEqualTo(Outcome.PASSED);
    assertThat(results.subList(1, results.size()))
        .hasSize(9)
        .allSatisfy(each -> assertThat(each.outcome()).as("%s", each).isEqualTo(Outcome.FAILED));
  }

  @Test
  void aFailedAssertionInSqlFailsOnFlinkInTheSameWords() throws Exception {
    String rides =
        """
        CREATE STREAM rides (city STRING KEY, fare INT) WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');
        CREATE TABLE n AS SELECT city, COUNT(*) AS n FROM rides GROUP BY city EMIT CHANGES;
        INSERT INTO rides (city, fare, ROWTIME) VALUES ('Jeju', 1, 5);
        """;
    StringBuilder text = new StringBuilder();
    for (String assertion :
        List.of(
            "ASSERT VALUES n (city, n, ROWTIME) VALUES ('Jeju', 1, 5); ASSERT NO MORE VALUES n",
            "ASSERT VALUES n (n) VALUES (2)",
            "ASSERT VALUES n (city) VALUES ('Ulsan')",
            "ASSERT VALUES n (ROWTIME) VALUES (6)",
            "ASSERT VALUES rides (fare) VALUES (2)",
            "ASSERT NULL VALUES n (city) KEY ('Jeju')",
            "ASSERT NO MORE VALUES n",
            "ASSERT STREAM n")) {
      text.append("--@test: ").append(assertion).append('\n').append(rides).append(assertion);
      text.append(";\n");
    }
    Files.writeString(directory.resolve("failing.sql"), text.toString());
    List<FeatureCase> cases = read(directory);
    List<CaseResult> results = flink.run(cases);
    assertThat(results).isEqualTo(cases.stream().map(CaseRunner::run).toList());
    assertThat(results.get(0).outcome()).as("%s", results.get(0)).isEqualTo(Outcome.PASSED);
    assertThat(results.subList(1, 8)).allMatch(each -> each.outcome() == Outcome.FAILED);
  }

  @Test
  void whatOnlyTheSimulatorCanDoIsSkippedWithTheReason() throws Exception {
    String begin =
        "--@test: x\nCREATE STREAM a (k STRING KEY, v INT)"
            + " WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');\n";
    Files.writeString(
        directory.resolve("skipped.sql"),
        begin
            + "CREATE STREAM b AS SELECT k, UNIX_TIMESTAMP() AS now FROM a;"
            + "INSERT INTO a (v) VALUES (1);\n"
            + begin
            + "INSERT INTO a (v) VALUES (1); CREATE STREAM b AS SELECT k, v FROM a;\n"
            + begin
            + "INSERT INTO a (v, ROWTIME) VALUES (1, -1);");
    assertThat(flink.run(read(directory)))
        .extracting(CaseResult::message)
        .containsExactly(
            "the job has a wall clock and random numbers of its own",
            "a job has all statements and records before anything is asserted",
            "Kafka holds no record from before 1970");
  }
}
