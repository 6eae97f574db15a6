package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.SqlParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final String KEYED =
      "CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, seats INT, total BIGINT,"
          + " price DECIMAL(6, 2)) WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');";
  private static final String UNKEYED =
      "CREATE STREAM clicks (userId STRING, page STRING, at_ms BIGINT) WITH (KAFKA_TOPIC='clicks',"
          + " VALUE_FORMAT='JSON', TIMESTAMP='at_ms');";

  private static Plan plan(String... scripts) {
    return Planner.plan(
        Stream.of(scripts).map(text -> SqlParser.script("test.sql", text)).toList());
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  @Test
  void layoutHoldsOnlyTheColumnsThatQueriesUseAndTheTimestamp() {
    Plan plan = plan(UNKEYED, "CREATE STREAM pages AS SELECT page FROM clicks;");

    Input input = plan.inputs().get(0);
    assertThat(names(input.layout().columns())).containsExactly("PAGE", "AT_MS");
    assertThat(input.timestampSlot()).hasValue(1);
  }

  @Test
  void queriesOverOneSourceShareOneLayout() {
    Plan plan =
        plan(
            KEYED,
            "CREATE STREAM a AS SELECT rider, city FROM rides;"
                + "CREATE STREAM b AS SELECT rider, fare FROM rides WHERE city = 'Oslo';");

    assertThat(plan.inputs()).hasSize(1);
    assertThat(names(plan.inputs().get(0).layout().columns()))
        .containsExactly("RIDER", "CITY", "FARE");
  }

  @Test
  void keyOfTheSourceIsTheKeyOfATransform() {
    Plan plan = plan(KEYED, "CREATE STREAM a AS SELECT rider AS who, city FROM rides;");

    Sink sink = plan.queries().get(0).sink();
    assertThat(sink.columns())
        .containsExactly(
            new Column("WHO", Simple.STRING, Column.Role.KEY),
            new Column("CITY", Simple.STRING, Column.Role.VALUE));
    assertThat(sink.serialization())
        .isEqualTo(new Serialization("A", Format.KAFKA, Format.JSON, true));
    assertThat(plan.notices()).isEmpty();
  }

  @Test
  void keyThatIsNotSelectedIsWrittenAllTheSameAndSaidToBeExtended() {
    Plan plan = plan(KEYED, "CREATE STREAM a AS SELECT city FROM rides;");

    assertThat(names(plan.queries().get(0).sink().columns())).containsExactly("CITY", "RIDER");
    assertThat(plan.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.EXTENDED);
  }

  @Test
  void unkeyedUnwrappedCommandIsKeyedByItsKeysStruct() {
    String command =
        " AS SELECT STRUCT(`keys` := STRUCT(`user_id` := userId), `values` := STRUCT(`page` :="
            + " page)) FROM clicks;";
    Plan plan =
        plan(
            UNKEYED,
            "CREATE STREAM a WITH (WRAP_SINGLE_VALUE=false)" + command,
            "CREATE STREAM b" + command,
            "CREATE STREAM c WITH (WRAP_SINGLE_VALUE=false, KEY_FORMAT='KAFKA')" + command);

    Sink keyed = plan.queries().get(0).sink();
    assertThat(keyed.columns().get(1))
        .isEqualTo(
            new Column(
                "keys",
                new SqlType.Struct(List.of(new SqlType.Field("user_id", Simple.STRING))),
                Column.Role.KEY));
    assertThat(keyed.serialization().keyFormat()).isEqualTo(Format.JSON);
    assertThat(plan.queries().get(1).sink().columns()).hasSize(1);
    assertThat(plan.queries().get(2).sink().columns()).hasSize(1);
  }

  @Test
  void partitionByMakesItsExpressionsTheKeyAndTheOldKeyAValue() {
    Plan plan = plan(KEYED, "CREATE STREAM a AS SELECT * FROM rides PARTITION BY city;");

    assertThat(plan.queries().get(0).sink().columns())
        .filteredOn(column -> column.role() == Column.Role.KEY)
        .extracting(Column::name)
        .containsExactly("CITY");
    assertThat(names(plan.queries().get(0).sink().columns())).contains("RIDER");
  }

  @Test
  void groupByIsPlannedAsALifetimeAggregateOverItsOwnLayout() {
    Plan plan =
        plan(
            KEYED,
            "CREATE TABLE n AS SELECT city, COUNT(*) + 1 AS n, COUNT(*) AS m, COUNT(fare) AS f"
                + " FROM rides GROUP BY city;");

    Query.Lifetime query = (Query.Lifetime) plan.queries().get(0);
    assertThat(query.groupBy()).extracting(TypedExpression::type).containsExactly(Simple.STRING);
    assertThat(query.aggregates())
        .extracting(call -> call.arguments().size())
        .containsExactly(0, 1);
    assertThat(query.layout().types()).containsExactly(Simple.STRING, Simple.BIGINT, Simple.BIGINT);
    assertThat(query.projection().get(2))
        .isEqualTo(new TypedExpression.Slot(1, "COUNT", Simple.BIGINT));
  }

  @Test
  void severalGroupByColumnsAreAJsonKeyUnlessDeclaredOtherwise() {
    String query = " AS SELECT city, seats, COUNT(*) AS n FROM rides GROUP BY city, seats;";
    Plan plan =
        plan(
            KEYED,
            "CREATE TABLE a" + query,
            "CREATE TABLE b WITH (KEY_FORMAT='DELIMITED')" + query);

    assertThat(plan.queries())
        .extracting(each -> each.sink().serialization().keyFormat())
        .containsExactly(Format.JSON, Format.DELIMITED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seats + seats | INTEGER",
        "seats + total | BIGINT",
        "total / seats | BIGINT",
        "seats + fare | DOUBLE",
        "price + price | DECIMAL(7, 2)",
        "price + seats | DECIMAL(13, 2)",
        "price * price | DECIMAL(13, 4)",
        "price / price | DECIMAL(15, 9)",
        "price % price | DECIMAL(6, 2)",
        "price + fare | DOUBLE",
        "1.50 | DECIMAL(3, 2)",
        ".05 | DECIMAL(2, 2)",
        "3000000000 | BIGINT",
        "1E0 | DOUBLE",
        "city + 'x' | STRING",
        "seats > 1 | BOOLEAN",
        "ROWTIME | BIGINT",
        "ROWPARTITION | INTEGER",
        "CASE WHEN seats > 1 THEN seats ELSE total END | BIGINT",
        "CASE WHEN seats > 1 THEN NULL ELSE fare END | DOUBLE",
        "ARRAY[seats, 2.5] | ARRAY<DECIMAL(11, 1)>",
        "MAP('a' := seats, 'b' := NULL) | MAP<STRING, INTEGER>",
        "STRUCT(a := seats, `b` := city) | STRUCT<A INTEGER, `b` STRING>",
        "ARRAY[total][1] | BIGINT",
        "STRUCT(a := seats)->a | INTEGER",
        "TRANSFORM(ARRAY[seats], x => x + total) | ARRAY<BIGINT>",
        "CAST(seats AS DECIMAL(4, 1)) | DECIMAL(4, 1)",
      })
  void expressionHasTheDialectsType(String expression, String type) {
    Plan plan = plan(KEYED, "CREATE STREAM a AS SELECT rider, " + expression + " AS x FROM rides;");

    assertThat(plan.queries().get(0).sink().columns().get(1).type()).hasToString(type);
  }

  @Test
  void unnamedColumnsAreNumberedAndFieldsKeepTheirNames() {
    Plan plan =
        plan(
            "CREATE STREAM s (k STRUCT<a INT, b STRUCT<a INT>>, KSQL_COL_1 INT) WITH"
                + " (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');"
                + "CREATE STREAM o AS SELECT 1, k->a, 2, k->b->a, 3 FROM s;");

    assertThat(names(plan.queries().get(0).sink().columns()))
        .containsExactly("KSQL_COL_0", "A", "KSQL_COL_2", "A_1", "KSQL_COL_3");
  }

  @Test
  void textBesideRowtimeIsAMoment() {
    Plan plan =
        plan(
            KEYED,
            "CREATE STREAM a AS SELECT rider, city FROM rides WHERE ROWTIME >="
                + " '2023-11-21T17:12:00+0900';");

    TypedExpression.Comparison where =
        (TypedExpression.Comparison) plan.queries().get(0).where().orElseThrow();
    assertThat(where.right())
        .isEqualTo(new TypedExpression.Constant(1_700_554_320_000L, Simple.BIGINT));
  }

  @Test
  void insertIsNamedByItsQueryIdOrItsText() {
    String target = "CREATE STREAM o (page STRING) WITH (KAFKA_TOPIC='o', VALUE_FORMAT='JSON');";
    Plan plan =
        plan(
            UNKEYED + target,
            "INSERT INTO o WITH (QUERY_ID='first') SELECT page FROM clicks;"
                + "INSERT INTO o SELECT page FROM clicks;");
    Plan again = plan(UNKEYED + target, "\n\n  INSERT INTO o  SELECT page\nFROM clicks;");

    assertThat(plan.queries().get(0).id()).isEqualTo("insert-O-first");
    assertThat(plan.queries().get(1).id()).matches("insert-O-[0-9a-f]{8}");
    assertThat(again.queries().get(0).id()).isEqualTo(plan.queries().get(1).id());
  }

  @Test
  void insertedCommandsAreKeyedByTheirKeysStructLikeThoseOfTheirTarget() {
    String command =
        " SELECT STRUCT(`keys` := STRUCT(`user_id` := userId), `values` := STRUCT(`page` := page))";
    String declared =
        "CREATE STREAM d (c STRUCT<`keys` STRUCT<`user_id` STRING>, `values` STRUCT<`page`"
            + " STRING>>) WITH (KAFKA_TOPIC='d', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false);";
    Plan plan =
        plan(
            UNKEYED + declared,
            "CREATE STREAM o WITH (WRAP_SINGLE_VALUE=false) AS" + command + " FROM clicks;",
            "INSERT INTO o" + command + " FROM clicks;",
            "INSERT INTO d" + command + " AS c FROM clicks;");

    assertThat(plan.queries())
        .allSatisfy(
            query -> {
              assertThat(query.sink().columns())
                  .filteredOn(column -> column.role() == Column.Role.KEY)
                  .extracting(Column::name)
                  .containsExactly("keys");
              assertThat(query.sink().serialization().keyFormat()).isEqualTo(Format.JSON);
            });
  }

  @Test
  void sameDeclarationInSeveralScriptsIsOneSource() {
    Plan plan =
        plan(
            UNKEYED + "CREATE STREAM a AS SELECT page FROM clicks;",
            UNKEYED + "CREATE STREAM b AS SELECT userId FROM clicks;");

    assertThat(plan.inputs()).hasSize(1);
    assertThat(plan.queries()).hasSize(2);
  }

  @Test
  void lastOfSeveralReplacementsWinsWithAWarning() {
    Plan plan =
        plan(
            UNKEYED,
            "CREATE STREAM a AS SELECT page FROM clicks;",
            "CREATE OR REPLACE STREAM a AS SELECT userId FROM clicks;");

    assertThat(plan.queries()).hasSize(1);
    assertThat(names(plan.queries().get(0).sink().columns())).containsExactly("USERID");
    assertThat(plan.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.WARNING);
  }

  @Test
  void expressionsOfFiveHundredLevelsArePlanned() {
    String deep = "(".repeat(400) + "1" + " + 1)".repeat(400);
    Plan plan = plan(UNKEYED, "CREATE STREAM a AS SELECT " + deep + " AS x FROM clicks;");

    assertThat(plan.queries().get(0).sink().columns().get(0).type()).isEqualTo(Simple.INTEGER);
  }
}
