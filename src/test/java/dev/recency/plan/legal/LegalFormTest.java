package dev.recency.plan.legal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalFormTest {
  private static final String SOURCES =
      """
      CREATE STREAM KEYED (ID STRING KEY, A INT, B STRING) WITH (KAFKA_TOPIC='k', VALUE_FORMAT='JSON');
      CREATE STREAM BARE (ID STRING, A INT, B STRING) WITH (KAFKA_TOPIC='b', VALUE_FORMAT='JSON');
      """;
  private static final int DECLARATIONS = 2;

  private static List<Rewrite> rewrites(String sql) {
    List<Script> scripts = List.of(SqlParser.script("test.sql", SOURCES + sql));
    Plan plan = Planner.plan(scripts);
    List<Rewrite> all = LegalForm.of(scripts, plan, Duration.ofMinutes(1));
    return all.subList(DECLARATIONS, all.size());
  }

  private static String text(Rewrite rewrite) {
    return SqlFormatter.format(rewrite.statement());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "CREATE STREAM O AS SELECT A FROM KEYED; @ CREATE STREAM O AS SELECT `ID`, A FROM KEYED",
        "CREATE STREAM O AS SELECT A + 1 AS X FROM KEYED PARTITION BY B;"
            + " @ CREATE STREAM O AS SELECT B, A + 1 AS X FROM KEYED PARTITION BY B",
        "CREATE STREAM O AS SELECT COUNT(*) AS N FROM BARE GROUP BY ID;"
            + " @ CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE GROUP BY ID",
        "CREATE TABLE O AS SELECT COUNT(*) AS N FROM BARE GROUP BY ID, A;"
            + " @ CREATE TABLE O WITH (KEY_FORMAT = 'JSON') AS SELECT ID, A, COUNT(*) AS N FROM"
            + " BARE GROUP BY ID, A",
        "CREATE TABLE O AS SELECT COUNT(*) AS N FROM BARE GROUP BY UCASE(ID);"
            + " @ CREATE TABLE O AS SELECT UCASE(ID) AS KSQL_KEY, COUNT(*) AS N FROM BARE GROUP BY"
            + " UCASE(ID)",
        "CREATE STREAM O AS SELECT CASE WHEN A = 1 THEN LCASE(B || ID) ELSE B END AS X FROM BARE;"
            + " @ CREATE STREAM O AS SELECT CASE WHEN A = 1 THEN LCASE(CONCAT(B, ID)) ELSE B END AS"
            + " X FROM BARE",
        "CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE WINDOW SLIDING (SIZE 1 HOURS) GROUP"
            + " BY ID;"
            + " @ CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE WINDOW HOPPING (SIZE 1 HOURS,"
            + " ADVANCE BY 1 MINUTES, RETENTION 25 HOURS) GROUP BY ID EMIT FINAL",
        "CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE WINDOW SLIDING (SIZE 10 SECONDS, GRACE"
            + " PERIOD 1 MILLISECONDS) GROUP BY ID EMIT FINAL;"
            + " @ CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE WINDOW HOPPING (SIZE 10"
            + " SECONDS, ADVANCE BY 10 SECONDS, RETENTION 86410001 MILLISECONDS, GRACE PERIOD 1"
            + " MILLISECONDS) GROUP BY ID EMIT FINAL",
      })
  void givesTheFormThatKsqldbAccepts(String written, String legal) {
    Rewrite rewrite = rewrites(written).get(0);
    assertThat(text(rewrite)).isEqualTo(legal);
    assertThat(rewrite.changes()).isNotEmpty();
    assertThat(rewrite.obstacles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "CREATE STREAM O AS SELECT ID, A FROM KEYED;",
        "CREATE STREAM O AS SELECT * FROM KEYED WHERE A > 1;",
        "CREATE STREAM O AS SELECT A, B FROM BARE;",
        "CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE GROUP BY ID;",
        "CREATE TABLE O AS SELECT BARE.ID, COUNT(*) AS N FROM BARE GROUP BY ID;",
      })
  void leavesWhatKsqldbTakesAsItIs(String written) {
    Rewrite rewrite = rewrites(written).get(0);
    assertThat(rewrite.unchanged()).isTrue();
    assertThat(text(rewrite) + ";").isEqualTo(written);
  }

  @Test
  void aLegalFormHasNothingLeftToChange() {
    String written =
        "CREATE STREAM O AS SELECT B || ID AS X, COUNT(*) AS N FROM BARE GROUP BY B || ID, A;";
    String legal = text(rewrites(written).get(0)) + ";";
    assertThat(rewrites(legal).get(0).unchanged()).as(legal).isTrue();
  }

  @Test
  void saysWhatHasNoLegalForm() {
    Rewrite rewrite =
        rewrites(
                "CREATE TABLE O AS SELECT ID, COUNT(*) AS N FROM BARE WINDOW SLIDING (SIZE 1 HOURS)"
                    + " GROUP BY ID HAVING WINDOWEND > 5;")
            .get(0);
    assertThat(rewrite.obstacles())
        .containsExactly(
            "ksqlDB has no WINDOWSTART and WINDOWEND in HAVING, and no other way to say it:"
                + " WINDOWEND > 5");
  }
}
