package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.Slot;
import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingPlanTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, seats INT, total BIGINT,"
          + " price DECIMAL(6, 2), rode TIMESTAMP, day DATE, raw BYTES, tags ARRAY<STRING>)"
          + " WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON', TIMESTAMP='rode');\n";
  private static final String WINDOW = " FROM rides WINDOW SLIDING (SIZE 10 MINUTES) ";

  private static Plan plan(String... statements) {
    return Planner.plan(
        List.of(SqlParser.script("test.sql", RIDES + String.join("\n", statements))));
  }

  private static Query.Sliding sliding(String statement) {
    return (Query.Sliding) plan(statement).queries().get(0);
  }

  private static AggregateCall aggregate(String call) {
    Query.Sliding query =
        sliding("CREATE TABLE n AS SELECT rider, " + call + " AS n" + WINDOW + "GROUP BY rider;");
    assertThat(query.aggregates()).hasSize(1);
    return query.aggregates().get(0);
  }

  @Test
  void rowsAreTheGroupByValuesTheAggregatesAndTheBounds() {
    Query.Sliding query =
        sliding(
            "CREATE TABLE n AS SELECT WINDOWSTART AS since, rider, COUNT(*) AS n, SUM(fare) AS s,"
                + " STRUCT(`at` := WINDOWEND, avg := AVG(fare) / COUNT(*)) AS v"
                + WINDOW
                + "GROUP BY rider HAVING MAX(fare) > 3 AND WINDOWEND > 0;");

    assertThat(query.layout().columns())
        .containsExactly(
            new Column("GROUP_0", Simple.STRING, Column.Role.KEY),
            new Column("AGGREGATE_0", Simple.BIGINT, Column.Role.VALUE),
            new Column("AGGREGATE_1", Simple.DOUBLE, Column.Role.VALUE),
            new Column("AGGREGATE_2", Simple.DOUBLE, Column.Role.VALUE),
            new Column("AGGREGATE_3", Simple.DOUBLE, Column.Role.VALUE),
            new Column("WINDOWSTART", Simple.BIGINT, Column.Role.VALUE),
            new Column("WINDOWEND", Simple.BIGINT, Column.Role.VALUE));
    assertThat(query.aggregates())
        .extracting(AggregateCall::function)
        .containsExactly("COUNT", "SUM", "AVG", "MAX");
    assertThat(query.projection())
        .startsWith(
            new Slot(0, "RIDER", Simple.STRING),
            new Slot(5, "WINDOWSTART", Simple.BIGINT),
            new Slot(1, "COUNT", Simple.BIGINT));
    TypedExpression.MakeStruct struct = (TypedExpression.MakeStruct) query.projection().get(4);
    assertThat(struct.values().get(0)).isEqualTo(new Slot(6, "WINDOWEND", Simple.BIGINT));
    assertThat(query.having().orElseThrow().toString()).contains("slot=6, name=WINDOWEND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(SIZE 10 MINUTES) | | 600000 | 1 | CHANGES | 0",
        "(SIZE 1 DAY) | EMIT CHANGES | 86400000 | 1 | CHANGES | 0",
        "(SIZE 1 HOUR, ADVANCE BY 5 SECONDS) | EMIT CHANGES | 3600000 | 5000 | CHANGES | 0",
        "(SIZE 30 DAYS) | EMIT FINAL | 2592000000 | 1 | FINAL | 0",
        "(SIZE 1 HOUR, ADVANCE BY 1 HOUR, GRACE PERIOD 2 MINUTES) | EMIT FINAL | 3600000"
            + " | 3600000 | FINAL | 120000"
      })
  void lengthsAreMilliseconds(
      String window, String emit, long size, long advance, SlidingWindow.Emit mode, long grace) {
    Query.Sliding query =
        sliding(
            "CREATE TABLE n AS SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING "
                + window
                + " GROUP BY rider "
                + (emit == null ? "" : emit)
                + ";");

    assertThat(query.window()).isEqualTo(new SlidingWindow(size, advance, mode, grace));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT(*) | BIGINT | []",
        "COUNT(city) | BIGINT | []",
        "SUM(seats) | INTEGER | []",
        "SUM(total) | BIGINT | []",
        "SUM(price) | DECIMAL(6, 2) | []",
        "SUM(fare) | DOUBLE | []",
        "AVG(seats) | DOUBLE | []",
        "AVG(total) | DOUBLE | []",
        "AVG(price) | DECIMAL(6, 2) | []",
        "AVG(fare) | DOUBLE | []",
        "MIN(city) | STRING | []",
        "MAX(rode) | TIMESTAMP | []",
        "MAX(day) | DATE | []",
        "MIN(raw) | BYTES | []",
        "MIN(price) | DECIMAL(6, 2) | []",
        "MAX(ROWTIME) | BIGINT | []",
        "MIN(ROWTIME) | BIGINT | []",
        "STDDEV_SAMP(seats) | DOUBLE | []",
        "STDDEV_SAMPLE(total) | DOUBLE | []",
        "STDDEV_SAMPLE(price) | DOUBLE | []",
        "COUNT_DISTINCT(tags) | BIGINT | []",
        "EARLIEST_BY_OFFSET(city) | STRING | []",
        "EARLIEST_BY_OFFSET(city, false) | STRING | [false]",
        "LATEST_BY_OFFSET(tags, 3) | ARRAY<ARRAY<STRING>> | [3]",
        "LATEST_BY_OFFSET(price, 3, TRUE) | ARRAY<DECIMAL(6, 2)> | [3, true]",
        "COLLECT_LIST(seats) | ARRAY<INTEGER> | []",
        "COLLECT_SET(city) | ARRAY<STRING> | []",
        "TOPK(fare, 5) | ARRAY<DOUBLE> | [5]",
        "TOPKDISTINCT(price, 2) | ARRAY<DECIMAL(6, 2)> | [2]",
        "HISTOGRAM(city) | MAP<STRING, BIGINT> | []"
      })
  void aggregatesHaveTheTypesOfTheDialect(String call, String type, String parameters) {
    AggregateCall aggregate = aggregate(call);

    assertThat(aggregate.type()).hasToString(type);
    assertThat(aggregate.parameters()).hasToString(parameters);
    assertThat(aggregate.arguments()).hasSize(call.equals("COUNT(*)") ? 0 : 1);
  }

  @Test
  void argumentsAreConvertedToTheTypeThatTheAggregateTakes() {
    assertThat(aggregate("STDDEV_SAMP(price)").arguments().get(0))
        .isInstanceOfSatisfying(
            TypedExpression.Cast.class, cast -> assertThat(cast.type()).isEqualTo(Simple.DOUBLE));
    assertThat(aggregate("SUM(seats + total)").type()).isEqualTo(Simple.BIGINT);
    assertThat(aggregate("COLLECT_LIST(STRUCT(a := seats))").type())
        .isEqualTo(
            new SqlType.Array(new SqlType.Struct(List.of(new SqlType.Field("A", Simple.INTEGER)))));
  }

  @Test
  void countOfAConstantIsTheCountOfAllEvents() {
    Query.Sliding query =
        sliding(
            "CREATE TABLE n AS SELECT rider, COUNT(*) AS n, COUNT(1) AS m"
                + WINDOW
                + "GROUP BY rider;");

    assertThat(query.aggregates())
        .containsExactly(new AggregateCall("COUNT", List.of(), List.of(), Simple.BIGINT));
    assertThat(aggregate("COUNT(CAST(NULL AS INT))").arguments()).hasSize(1);
  }

  @Test
  void equalCallsAreOneAggregateAndOtherParametersAnother() {
    Query.Sliding query =
        sliding(
            "CREATE TABLE n AS SELECT rider, TOPK(fare, 2) AS a, TOPK(fare, 3) AS b, topk(fare, 2)"
                + " AS c"
                + WINDOW
                + "GROUP BY rider;");

    assertThat(query.aggregates())
        .extracting(AggregateCall::parameters)
        .containsExactly(List.of(2), List.of(3));
  }
}
