package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparisons that the dialect allows and that are never true. */
class ComparisonNoticesTest {
  private static List<String> notices(String condition) {
    String script =
        "CREATE STREAM baskets (prices ARRAY<BIGINT>, tags MAP<STRING, STRING>, id INT)"
            + " WITH (KAFKA_TOPIC='baskets', VALUE_FORMAT='JSON');\n"
            + "CREATE STREAM s AS SELECT * FROM baskets WHERE ";
    return Planner.plan(List.of(SqlParser.script("f.sql", script + condition + ";")))
        .notices()
        .stream()
        .map(Notice::toString)
        .toList();
  }

  @Test
  void collectionsOfDifferentTypesAreToldOf() {
    assertThat(notices("prices = ARRAY[1, 2]"))
        .containsExactly(
            "f.sql:2:55: As in ksqlDB, values of ARRAY<BIGINT> and ARRAY<INTEGER> are never"
                + " equal unless they are empty. CAST one to the type of the other.");
  }

  @Test
  void comparisonsThatCanBeTrueAreNot() {
    assertThat(notices("prices = CAST(ARRAY[1] AS ARRAY<BIGINT>) AND tags = tags AND id = 1.0"))
        .isEmpty();
    assertThat(notices("prices IN (ARRAY[1, 2])")).isEmpty();
    assertThat(notices("prices IS DISTINCT FROM NULL")).isEmpty();
  }
}
