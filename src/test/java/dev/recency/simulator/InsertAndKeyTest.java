package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.simulator.CaseResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INSERT INTO where a DECIMAL is narrower, and keys of several columns that are missing. */
class InsertAndKeyTest {
  private static final String PRICES =
      """
      CREATE STREAM prices (shop STRING KEY, price DECIMAL(4, 2))
        WITH (KAFKA_TOPIC='prices', VALUE_FORMAT='JSON');
      """;
  private static final String WIDE =
      """
      CREATE STREAM wide (shop STRING KEY, price DECIMAL(7, 3))
        WITH (KAFKA_TOPIC='wide', VALUE_FORMAT='%s');
      """;

  @TempDir Path directory;

  private void passes(String statements) throws IOException {
    CaseResult result = SqlTests.one(directory, statements);
    assertThat(SqlTests.message(directory, result)).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "DELIMITED"})
  void aNarrowerDecimalAndANumberWrittenOutGoIntoAWiderOne(String format) throws IOException {
    passes(
        PRICES
            + WIDE.formatted(format)
            + """
            INSERT INTO wide SELECT shop, price FROM prices;
            INSERT INTO wide SELECT shop, 3 AS price FROM prices;
            INSERT INTO prices VALUES ('s', 21.75);
            ASSERT VALUES wide VALUES ('s', 21.750);
            ASSERT VALUES wide VALUES ('s', 3.000);
            """);
  }

  @Test
  void readersOfAStreamThatAStatementMakesGetItsOwnType() throws IOException {
    passes(
        PRICES
            + """
            CREATE STREAM made AS SELECT shop, CAST(price AS DECIMAL(7, 3)) AS price FROM prices;
            INSERT INTO made SELECT shop, price FROM prices;
            CREATE STREAM texts AS SELECT shop, CAST(price AS STRING) AS text FROM made;
            INSERT INTO prices VALUES ('s', 21.75);
            ASSERT VALUES texts VALUES ('s', '21.750');
            ASSERT VALUES texts VALUES ('s', '21.750');
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(price AS DECIMAL(8, 3))",
        "CAST(price AS DECIMAL(6, 4))",
        "CAST(price AS DOUBLE)",
        "CAST(price AS INT)",
        "1.2345",
        "12345",
        "'5'"
      })
  void whatDoesNotFitIsRefused(String price) throws IOException {
    CaseResult result =
        SqlTests.one(
            directory,
            PRICES
                + WIDE.formatted("JSON")
                + "INSERT INTO wide SELECT shop, "
                + price
                + " AS price FROM prices;");
    assertThat(SqlTests.message(directory, result))
        .contains(
            "but [WIDE] has [SHOP STRING KEY, PRICE DECIMAL(7, 3)]. Names, types and order must"
                + " be the same; only a DECIMAL may be narrower.");
  }

  @Test
  void aRecordWithoutAKeyOfSeveralColumnsStaysOne() throws IOException {
    String statements =
        """
        "CREATE STREAM seats (hall INT KEY, row STRING KEY, taken INT, payer STRING)
           WITH (KAFKA_TOPIC='seats', FORMAT='JSON');",
        "CREATE STREAM kept AS SELECT row AS r, hall AS h, taken FROM seats;",
        "CREATE STREAM moved AS SELECT taken, payer, hall FROM seats PARTITION BY taken, payer;"
        """
            .replaceAll("\\n +", " ");
    Path file =
        Files.writeString(
            directory.resolve("keys.json"),
            """
            {"tests": [{"name": "keys", "statements": [%s],
              "inputs": [
                {"topic": "seats", "key": null, "value": {"taken": 1, "payer": "x"}},
                {"topic": "seats", "key": {"hall": 2}, "value": {}}],
              "outputs": [
                {"topic": "KEPT", "key": null, "value": {"TAKEN": 1}},
                {"topic": "KEPT", "key": {"H": 2, "R": null}, "value": {"TAKEN": null}},
                {"topic": "MOVED", "key": {"TAKEN": 1, "PAYER": "x"}, "value": {"HALL": null}},
                {"topic": "MOVED", "key": {"TAKEN": null, "PAYER": null}, "value": {"HALL": 2}}]}]}
            """
                .formatted(statements));
    List<CaseResult> results = CaseFiles.read(file).stream().map(CaseRunner::run).toList();
    assertThat(results).hasSize(1);
    assertThat(results.get(0).message()).isEmpty();
    assertThat(results.get(0).outcome()).isEqualTo(Outcome.PASSED);
  }
}
