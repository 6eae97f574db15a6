package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.aggregate.Aggregates.Meaning;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.function.AggregateSignatures;
import dev.recency.plan.function.FunctionSignature;
import dev.recency.plan.function.TypePattern;
import dev.recency.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the planner lets pass under {@code WINDOW SLIDING} runs, with the type that it promised. */
class PlannedAggregatesTest {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "BOOLEAN", "b",
          "INTEGER", "i",
          "BIGINT", "l",
          "DOUBLE", "d",
          "DECIMAL", "m",
          "STRING", "t",
          "BYTES", "y",
          "TIMESTAMP", "ts",
          "DATE", "da",
          "TIME", "ti");
  private static final List<String> ANY =
      List.of("b", "i", "l", "d", "m", "t", "y", "ts", "da", "ti", "a", "p", "r");

  static List<String> calls() {
    List<String> calls = new ArrayList<>(List.of("COUNT(*)", "MAX(ROWTIME)", "MIN(i + l)"));
    for (FunctionSignature signature : AggregateSignatures.all()) {
      String constants = "";
      for (TypePattern each : signature.parameters().subList(1, signature.parameters().size())) {
        constants += each.toString().equals("BOOLEAN") ? ", FALSE" : ", 3";
      }
      String column = COLUMNS.get(signature.parameter(0).toString());
      for (String argument : column == null ? ANY : List.of(column)) {
        calls.add(signature.name() + "(" + argument + constants + ")");
      }
    }
    return calls;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void runsAsPlanned(String call) {
    String script =
        "CREATE STREAM s (k STRING KEY, b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(6, 2),"
            + " t STRING, y BYTES, ts TIMESTAMP, da DATE, ti TIME, a ARRAY<INT>, p MAP<STRING,"
            + " BIGINT>, r STRUCT<x INT>) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            + ("CREATE TABLE n AS SELECT k, " + call + " AS x FROM s")
            + " WINDOW SLIDING (SIZE 1 HOUR) GROUP BY k;";
    Query.Sliding query =
        (Query.Sliding) Planner.plan(List.of(SqlParser.script("f.sql", script))).queries().get(0);
    AggregateCall planned = query.aggregates().get(0);
    int[] slots = planned.arguments().isEmpty() ? new int[0] : new int[] {0};

    assertThat(Aggregates.of(planned, slots, Meaning.SLIDING).type()).isEqualTo(planned.type());
  }
}
