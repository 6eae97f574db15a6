package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.typed.CanonicalForm;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the names of a log and of its state depend on, and what they do not. */
class LogIdentityTest {
  private static final String SOURCES =
      """
      CREATE STREAM rides (rider STRING KEY, city STRING, fare DOUBLE, tip DOUBLE, seats INT)
        WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');
      CREATE STREAM trips (rider STRING KEY, city STRING, fare DOUBLE, tip DOUBLE, seats INT)
        WITH (KAFKA_TOPIC='trips', VALUE_FORMAT='JSON');
      """;
  private static final String BASE =
      statement("COUNT(*)", "rides", "(SIZE 1 HOUR)", "WHERE fare = 1 AND seats = 2", "rider", "");

  private static String statement(
      String aggregates, String source, String window, String where, String groupBy, String end) {
    return "CREATE TABLE n WITH (KEY_FORMAT='JSON') AS SELECT "
        + aggregates
        + (" AS x FROM " + source + " r WINDOW SLIDING " + window + " " + where)
        + (" GROUP BY " + groupBy + " " + end + ";\n");
  }

  private static Plan plan(String... statements) {
    return Planner.plan(List.of(SqlParser.script("f.sql", SOURCES + String.join("", statements))));
  }

  /** The uid of the last statement's log. */
  private static String uid(String... statements) {
    return LogIdentity.uid(plan(statements), query(statements));
  }

  private static List<Query.Sliding> queries(String... statements) {
    Plan plan = plan(statements);
    List<Query.Sliding> queries = new ArrayList<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Sliding sliding) {
        queries.add(sliding);
      }
    }
    return queries;
  }

  private static Query.Sliding query(String... statements) {
    List<Query.Sliding> queries = queries(statements);
    return queries.get(queries.size() - 1);
  }

  @Test
  void numbersAndUidsAreTheSameInEveryVersion() {
    Query.Sliding query = query(BASE);
    assertThat(uid(BASE)).isEqualTo("log-ab0df68329e7624b");
    assertThat(LogIdentity.statementId(query)).isEqualTo(-754227126);
    assertThat(LogIdentity.aggregateId(query.aggregates().get(0))).isEqualTo(-341644762);
    assertThat(LogIdentity.columnId(query.groupBy().get(0))).isEqualTo(-1774754309);
  }

  @Test
  void uidIsTheSameForOtherSizesAggregatesHavingSinksAliasesSlotsAndNeighbours() {
    String other =
        "CREATE TABLE m WITH (KAFKA_TOPIC='elsewhere', KEY_FORMAT='JSON') AS SELECT rider,"
            + " SUM(tip) AS s FROM rides WINDOW SLIDING (SIZE 3 DAYS, ADVANCE BY 1 SECOND) WHERE"
            + " rides.fare = 1 AND rides.seats = 2 GROUP BY rides.rider HAVING SUM(tip) > 0 EMIT"
            + " CHANGES;";
    String before = "CREATE STREAM a AS SELECT rider, tip, seats, city FROM rides WHERE tip > 0;";

    assertThat(uid(other)).isEqualTo(uid(BASE));
    assertThat(uid(before, BASE)).isEqualTo(uid(BASE));
    assertThat(SharedLog.of(plan(BASE, other)))
        .extracting(SharedLog::uid)
        .containsExactly(uid(BASE));
  }

  @Test
  void uidDiffersForEachOfSourceWhereGroupByEmitAndGrace() {
    String size = "(SIZE 1 HOUR)";
    String where = "WHERE fare = 1 AND seats = 2";
    List<String> variants =
        List.of(
            BASE,
            statement("COUNT(*)", "trips", size, where, "rider", ""),
            statement("COUNT(*)", "rides", size, "", "rider", ""),
            statement("COUNT(*)", "rides", size, "WHERE tip = 1 AND seats = 2", "rider", ""),
            statement("COUNT(*)", "rides", size, "WHERE fare = 1 OR seats = 2", "rider", ""),
            statement("COUNT(*)", "rides", size, where, "city", ""),
            statement("COUNT(*)", "rides", size, where, "rider, city", ""),
            statement("COUNT(*)", "rides", size, where, "city, rider", ""),
            statement("COUNT(*)", "rides", size, where, "rider", "EMIT FINAL"),
            statement(
                "COUNT(*)",
                "rides",
                "(SIZE 1 HOUR, GRACE PERIOD 1 SECOND)",
                where,
                "rider",
                "EMIT FINAL"));

    assertThat(variants.stream().map(each -> uid(each))).hasSize(10).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUM(tip)",
        "MAX(fare)",
        "TOPK(fare, 2)",
        "TOPK(fare, 3)",
        "TOPKDISTINCT(fare, 2)",
        "LATEST_BY_OFFSET(fare, TRUE)",
        "LATEST_BY_OFFSET(fare, FALSE)",
        "SUM(seats)",
        "COUNT(*)"
      })
  void aggregatesAreKnownByFunctionArgumentAndConstants(String call) {
    String window = "(SIZE 1 HOUR)";
    Query.Sliding other = query(statement("SUM(fare)", "rides", window, "", "rider", ""));
    Query.Sliding query = query(statement(call, "rides", window, "", "rider", ""));

    assertThat(LogIdentity.aggregateId(query.aggregates().get(0)))
        .isNotEqualTo(LogIdentity.aggregateId(other.aggregates().get(0)));
    assertThat(LogIdentity.statementId(query)).isNotEqualTo(LogIdentity.statementId(other));
  }

  @Test
  void statementIdDependsOnSizeAdvanceAndHavingButNotOnWhatIsProjected() {
    String one = "SUM(fare) + SUM(tip)";
    List<String> variants =
        List.of(
            statement(one, "rides", "(SIZE 1 HOUR)", "", "rider", ""),
            statement(one, "rides", "(SIZE 2 HOURS)", "", "rider", ""),
            statement(one, "rides", "(SIZE 1 HOUR, ADVANCE BY 2 SECONDS)", "", "rider", ""),
            statement(one, "rides", "(SIZE 1 HOUR)", "", "rider", "HAVING SUM(fare) > 1"),
            statement(one, "rides", "(SIZE 1 HOUR)", "", "rider", "HAVING SUM(tip) > 1"));

    assertThat(variants.stream().map(each -> LogIdentity.statementId(query(each))))
        .hasSize(5)
        .doesNotHaveDuplicates();
    Query.Sliding negated =
        query(statement("-(SUM(fare) * SUM(tip))", "rides", "(SIZE 1 HOUR)", "", "rider", ""));
    assertThat(LogIdentity.statementId(negated))
        .isEqualTo(LogIdentity.statementId(query(variants.get(0))));
  }

  @Test
  void columnIdDoesNotDependOnTheSlot() {
    String statement = statement("SUM(fare + tip)", "rides", "(SIZE 1 HOUR)", "", "rider", "");
    String before = "CREATE STREAM a AS SELECT rider, tip, seats, city FROM rides;";
    TypedExpression alone = query(statement).aggregates().get(0).arguments().get(0);
    TypedExpression behind = query(before, statement).aggregates().get(0).arguments().get(0);

    assertThat(behind).isNotEqualTo(alone);
    assertThat(LogIdentity.columnId(behind)).isEqualTo(LogIdentity.columnId(alone));
  }

  @Test
  void nullAndItsNameAreDifferentConstants() {
    List<String> texts = new ArrayList<>();
    for (String where : List.of("city = CAST(NULL AS STRING)", "city = 'null'", "city = 'x'")) {
      String statement =
          statement("COUNT(*)", "rides", "(SIZE 1 HOUR)", "WHERE " + where, "rider", "");
      texts.add(CanonicalForm.of(query(statement).where().orElseThrow()));
    }
    assertThat(texts).doesNotHaveDuplicates();
  }

  /** The numbers of these two statements, found by trying, are equal. */
  @Test
  void aStatementWhoseNumberIsTakenIsRefused() {
    String script =
        "CREATE STREAM rides (rider STRING KEY) WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');\n";
    String rest =
        " AS SELECT rider, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 MINUTE) GROUP BY rider;\n";
    String both = script + "CREATE TABLE n33560" + rest + "CREATE TABLE n79921" + rest;

    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", both))))
        .isInstanceOf(SqlException.class)
        .hasMessage(
            "f.sql:3:14: By chance the state of [N79921] would bear a number of that of [N33560]."
                + " Give one of them another name, or write its aggregates differently.");
  }
}
