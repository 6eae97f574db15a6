package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
  private static final String RIDES =
      """
      CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, rode BIGINT)
        WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON', TIMESTAMP='rode');
      """;

  @TempDir Path directory;

  private Cli explain(String sql) throws IOException {
    Path file = directory.resolve("rides.sql");
    Files.writeString(file, RIDES + sql);
    return Cli.run("explain", file.toString());
  }

  @Test
  void sourcesOperatorsWhatTheyKeepAndSinksStandInTheOrderOfTheStatements() throws IOException {
    Cli cli =
        explain(
            """
            CREATE STREAM long WITH (KAFKA_TOPIC='commands') AS
              SELECT rider, fare FROM rides WHERE fare * 2 > 9 AND NOT (city IN ('Oslo', 'Bergen'));
            CREATE TABLE hour WITH (KAFKA_TOPIC='commands') AS
              SELECT rider, COUNT(*) AS n, AVG(fare) AS a FROM rides WINDOW SLIDING (SIZE 1 HOUR)
              WHERE city IS NOT NULL GROUP BY rider HAVING COUNT(*) > 1 AND WINDOWEND > 0;
            CREATE TABLE ever AS
              SELECT city, COUNT(fare) AS n FROM rides GROUP BY city;
            CREATE STREAM again AS SELECT * FROM long;
            CREATE TABLE day WITH (KAFKA_TOPIC='commands') AS
              SELECT rider, TOPK(fare, 3) AS t, LATEST_BY_OFFSET(city, 2, false) AS c FROM rides
              WINDOW SLIDING (SIZE 1 DAY, ADVANCE BY 90 SECONDS) WHERE city IS NOT NULL
              GROUP BY rider EMIT CHANGES;
            CREATE TABLE training AS
              SELECT rider, city, MAX(fare) AS m FROM rides
              WINDOW SLIDING (SIZE 1500 MILLISECONDS, GRACE PERIOD 1 MINUTE)
              GROUP BY rider, city EMIT FINAL;
            """);

    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            source RIDES: topic [rides], key KAFKA, value JSON, time RODE
              chain: one operator behind the source, no state
                LONG -> commands
                  where ((FARE * 2) > 9) AND (NOT (CITY IN ('Oslo', 'Bergen')))
              log log-f68e91b5b30734f6: one operator, one event log per key
                where CITY IS NOT NULL
                group by RIDER
                emit CHANGES
                stores event time, FARE, CITY
                HOUR -> commands, size 1 HOUR
                  aggregates COUNT(*), AVG(FARE)
                  having (COUNT(*) > 1) AND (WINDOWEND > 0)
                DAY -> commands, size 1 DAY, advance by 90 SECONDS
                  aggregates TOPK(FARE, 3), LATEST_BY_OFFSET(CITY, 2, FALSE)
              log log-3e72a4d96d9ea2af: one operator, one event log per key
                group by RIDER, CITY
                emit FINAL, grace 1 MINUTE
                stores event time, FARE
                TRAINING -> TRAINING, size 1500 MILLISECONDS
                  aggregates MAX(FARE)
              lifetime: one operator, one value per key
                group by CITY
                EVER -> EVER
                  aggregates COUNT(FARE)
            source LONG: topic [commands], key KAFKA, value JSON, time of the Kafka record
              chain: one operator behind the source, no state
                AGAIN -> AGAIN
            sink topic [commands], key KAFKA, value JSON: from LONG, HOUR, DAY
            sink topic [EVER], key KAFKA, value JSON: from EVER
            sink topic [AGAIN], key KAFKA, value JSON: from AGAIN
            sink topic [TRAINING], key JSON, value JSON: from TRAINING
            """);
  }

  @Test
  void aRefusedDefinitionIsAnErrorWithItsPlace() throws IOException {
    Cli cli = explain("CREATE TABLE n AS SELECT city FROM ride;");
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains("rides.sql:3:36: No stream or table [RIDE]");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 MILLISECOND",
    "0, 0 MILLISECONDS",
    "1500, 1500 MILLISECONDS",
    "60000, 1 MINUTE",
    "90000, 90 SECONDS",
    "7200000, 2 HOURS",
    "2592000000, 30 DAYS"
  })
  void lengthsAreInTheLargestWholeUnit(long millis, String text) {
    assertThat(DurationText.of(millis)).isEqualTo(text);
  }

  @Test
  void whatIsKeptOfTablesIsSaid() throws IOException {
    Cli cli =
        explain(
            """
            CREATE TABLE riders (rider STRING PRIMARY KEY, town STRING)
              WITH (KAFKA_TOPIC='riders', VALUE_FORMAT='JSON');
            CREATE TABLE locals AS SELECT rider, town FROM riders WHERE town = 'Oslo';
            CREATE TABLE towns AS
              SELECT town, COUNT(*) AS n FROM riders GROUP BY town HAVING COUNT(*) > 1;
            """);
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains(
            """
              table: one operator that knows which keys pass
                where TOWN = 'Oslo'
                LOCALS -> LOCALS
              table: one operator with the newest row per key, one with one value per group
                group by TOWN
                TOWNS -> TOWNS
                  aggregates COUNT(*)
                  having COUNT(*) > 1
            """);
  }
}
