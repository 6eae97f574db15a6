package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms of CASE that run here and that ksqlDB refuses. */
class CaseNoticesTest {
  private static List<Notice> notices(String expression) {
    String script =
        "CREATE STREAM parcels (weight DOUBLE, boxes INT, price DECIMAL(6, 2))"
            + " WITH (KAFKA_TOPIC='parcels', VALUE_FORMAT='JSON');\n"
            + "CREATE STREAM s AS SELECT "
            + expression
            + " AS x FROM parcels;";
    return Planner.plan(List.of(SqlParser.script("f.sql", script))).notices();
  }

  @Test
  void resultsOfSeveralTypesAreToldOf() {
    assertThat(notices("CASE WHEN boxes > 1 THEN boxes WHEN boxes > 0 THEN weight ELSE 0 END"))
        .containsExactly(
            new Notice(
                Notice.Kind.EXTENDED,
                notices("CASE boxes WHEN 1 THEN 'a' END").get(0).location(),
                "ksqlDB refuses a CASE whose results are [INTEGER, DOUBLE]; CAST them to one type"
                    + " there."));
    assertThat(notices("CASE WHEN boxes > 1 THEN price ELSE 0.0 END"))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.EXTENDED);
  }

  @Test
  void aValueBehindCaseIsToldOf() {
    assertThat(notices("CASE boxes WHEN 1 THEN 'one' ELSE 'many' END"))
        .extracting(Notice::text)
        .containsExactly(
            "ksqlDB runs no CASE with a value behind it; compare that in each WHEN there.");
  }

  @Test
  void resultsOfOneTypeAreNot() {
    assertThat(notices("CASE WHEN boxes > 1 THEN NULL WHEN boxes > 0 THEN 'one' END")).isEmpty();
    assertThat(notices("CASE WHEN boxes > 1 THEN weight ELSE 1.5e0 END")).isEmpty();
  }
}
