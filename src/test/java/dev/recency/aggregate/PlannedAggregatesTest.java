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

/** What the planner lets pass runs, with the type that it promised. */
class PlannedAggregatesTest {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("INTEGER", "i"),
          Map.entry("BIGINT", "l"),
          Map.entry("DOUBLE", "d"),
          Map.entry("DECIMAL", "m"),
          Map.entry("STRING", "t"),
          Map.entry("BYTES", "y"),
          Map.entry("TIMESTAMP", "ts"),
          Map.entry("DATE", "da"),
          Map.entry("TIME", "ti"),
          Map.entry("ARRAY<INTEGER>", "a"),
          Map.entry("ARRAY<BIGINT>", "al"),
          Map.entry("ARRAY<DOUBLE>", "ad"));
  private static final List<String> ANY =
      List.of("b", "i", "l", "d", "m", "t", "y", "ts", "da", "ti", "a", "p", "r");

  static List<String> calls() {
    List<String> calls =
        new ArrayList<>(
            List.of(
                "COUNT(*)",
                "COUNT(1)",
                "SUM(2)",
                "MAX(ROWTIME)",
                "MIN(i + l)",
                "CORRELATION(i, d)",
                "CORRELATION(m, l)",
                "STDDEV_SAMP(m)",
                "TOPK(t, i, a, p, r, 3)"));
    for (FunctionSignature signature : AggregateSignatures.all()) {
      String constants = "";
      for (TypePattern each : signature.parameters().subList(1, signature.parameters().size())) {
        constants += each.toString().equals("BOOLEAN") ? ", FALSE" : ", 3";
      }
      if (signature.name().equals("CORRELATION")) {
        constants = ", " + COLUMNS.get(signature.parameter(1).toString());
      }
      String column = COLUMNS.get(signature.parameter(0).toString());
      for (String argument : column == null ? ANY : List.of(column)) {
        calls.add(signature.name() + "(" + argument + constants + ")");
      }
    }
    return calls;
  }

  static List<String> slidingCalls() {
    return calls().stream()
        .filter(call -> AggregateSignatures.slides(call.substring(0, call.indexOf('('))))
        .filter(call -> !call.startsWith("TOPK(t, i"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("slidingCalls")
  void runsAsPlannedUnderSliding(String call) {
    runs(call, " WINDOW SLIDING (SIZE 1 HOUR)", Meaning.SLIDING);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void runsAsPlannedWithoutAWindow(String call) {
    Aggregate<?> aggregate = runs(call, "", Meaning.DIALECT);

    if (AggregateSignatures.undoes(call.substring(0, call.indexOf('(')))) {
      assertThat(aggregate).isInstanceOf(UndoableAggregate.class);
    }
  }

  private static Aggregate<?> runs(String call, String window, Meaning meaning) {
    String script =
        "CREATE STREAM s (k STRING KEY, b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(6, 2),"
            + " t STRING, y BYTES, ts TIMESTAMP, da DATE, ti TIME, a ARRAY<INT>, al ARRAY<BIGINT>,"
            + " ad ARRAY<DOUBLE>, p MAP<STRING, BIGINT>, r STRUCT<x INT>)"
            + " WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            + ("CREATE TABLE n AS SELECT k, " + call + " AS x FROM s" + window + " GROUP BY k;");
    Query.Grouped query =
        (Query.Grouped) Planner.plan(List.of(SqlParser.script("f.sql", script))).queries().get(0);
    AggregateCall planned = query.aggregates().get(0);

    Aggregate<?> aggregate = Aggregates.of(query.aggregates(), meaning).get(0);

    assertThat(aggregate.type()).isEqualTo(planned.type());
    return aggregate;
  }
}
