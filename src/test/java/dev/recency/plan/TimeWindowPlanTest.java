package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Column.Role;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TUMBLING, HOPPING and SESSION are in a plan, and keys that hold a window. */
class TimeWindowPlanTest {
  private static final String RIDES =
      "CREATE STREAM rides (rider STRING KEY, fare INT) WITH (KAFKA_TOPIC='r', FORMAT='JSON');\n";

  private static final long HOUR = 3_600_000;

  private static Plan plan(String script) {
    return Planner.plan(List.of(SqlParser.script("f.sql", script)));
  }

  private static Query.Windowed query(String window, String rest) {
    return (Query.Windowed)
        plan(RIDES
                + "CREATE TABLE o AS SELECT rider, COUNT(*) AS n FROM rides WINDOW "
                + window
                + " GROUP BY rider "
                + rest)
            .queries()
            .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "TUMBLING (SIZE 1 HOUR); EMIT CHANGES; 82800000",
        "TUMBLING (SIZE 1 HOUR); ''; 82800000",
        "TUMBLING (SIZE 1 HOUR); EMIT FINAL; 0",
        "TUMBLING (SIZE 2 DAYS); EMIT CHANGES; 0",
        "'TUMBLING (SIZE 1 HOUR, GRACE PERIOD 5 SECONDS)'; EMIT FINAL; 5000",
        "'TUMBLING (SIZE 1 HOUR, GRACE PERIOD 0 SECONDS)'; EMIT CHANGES; 0",
        "'HOPPING (SIZE 1 HOUR, ADVANCE BY 1 MINUTE)'; EMIT CHANGES; 82800000",
        "'HOPPING (SIZE 1 HOUR, ADVANCE BY 1 MINUTE, RETENTION 1 DAY)'; EMIT CHANGES; 82800000",
        "SESSION (1 HOUR); EMIT CHANGES; 82800000",
        "SESSION (1 HOUR); EMIT FINAL; 0",
        "'SESSION (1 HOUR, RETENTION 1 HOUR)'; EMIT FINAL; 0"
      },
      delimiter = ';')
  void graceThatIsNotWrittenDependsOnEmit(String window, String emit, long graceMillis) {
    TimeWindow planned = query(window, emit + ";").window();
    assertThat(planned.graceMillis()).isEqualTo(graceMillis);
    assertThat(planned.emit()).isEqualTo(emit.endsWith("FINAL") ? Emit.FINAL : Emit.CHANGES);
  }

  @Test
  void aTumblingWindowIsOneThatHopsByItsSize() {
    assertThat(query("TUMBLING (SIZE 1 HOUR)", ";").window())
        .isEqualTo(new TimeWindow.Hopping(HOUR, HOUR, Emit.CHANGES, 23 * HOUR));
    assertThat(query("SESSION (1 HOUR)", ";").window())
        .isEqualTo(new TimeWindow.Session(HOUR, Emit.CHANGES, 23 * HOUR));
  }

  @Test
  void anEventIsLateWhenItsLastWindowHasClosed() {
    TimeWindow.Hopping window = new TimeWindow.Hopping(10, 4, Emit.FINAL, 3);
    assertThat(window.late(7, 16)).as("[4, 14) is open until 17").isFalse();
    assertThat(window.late(7, 17)).isTrue();
    assertThat(window.late(8, 20)).as("[8, 18) is open until 21").isFalse();
    assertThat(window.late(8, 21)).isTrue();
    assertThat(window.late(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    assertThat(new TimeWindow.Session(1, Emit.FINAL, 0).late(0, 100)).isFalse();
  }

  @Test
  void sinksOfWindowsHaveTheBoundsBehindTheirColumns() {
    Query.Windowed query = query("SESSION (1 HOUR)", "EMIT FINAL;");
    assertThat(query.sink().keyWindow()).contains(new KeyWindow.Session());
    assertThat(query.sink().columns())
        .map(Column::role)
        .containsExactly(Role.KEY, Role.VALUE, Role.WINDOWSTART, Role.WINDOWEND);
    assertThat(query.projection())
        .map(expression -> ((TypedExpression.Slot) expression).slot())
        .containsExactly(0, 1, 2, 3);
    assertThat(query("TUMBLING (SIZE 1 HOUR)", ";").sink().keyWindow())
        .contains(new KeyWindow.Sized(HOUR));
  }

  @Test
  void transformsKeepTheWindowOfTheirSourcesAndStarLeavesItOut() {
    Plan plan =
        plan(
            "CREATE STREAM s (k INT KEY, v INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON',"
                + " window_type='Tumbling', window_size='10 minutes');\n"
                + "CREATE STREAM o AS SELECT * FROM s WHERE WINDOWSTART >= '2020-01-01';\n"
                + "CREATE STREAM p AS SELECT k, WINDOWEND - WINDOWSTART AS w FROM o"
                + " PARTITION BY k;\n"
                + "INSERT INTO o SELECT * FROM s;\n");
    for (Query query : plan.queries()) {
      assertThat(query.sink().keyWindow()).contains(new KeyWindow.Sized(600_000));
      assertThat(query.sink().columns())
          .map(Column::role)
          .containsExactly(Role.KEY, Role.VALUE, Role.WINDOWSTART, Role.WINDOWEND);
    }
    assertThat(plan.sources().get(1).keyWindow()).contains(new KeyWindow.Sized(600_000));
    assertThat(plan.sources().get(1).columns()).map(Column::name).containsExactly("K", "V");
    assertThat(plan.notices()).isEmpty();
  }

  @Test
  void groupsOfWindowedKeysAreByTheKeyAlone() {
    Query query =
        plan("CREATE STREAM s (k INT KEY, v INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON',"
                + " WINDOW_TYPE='SESSION');\n"
                + "CREATE TABLE o AS SELECT k, MAX(WINDOWEND) AS e FROM s GROUP BY k;")
            .queries()
            .get(0);
    assertThat(query).isInstanceOf(Query.Lifetime.class);
    assertThat(query.sink().keyWindow()).isEmpty();
  }

  @Test
  void whatKsqldbRefusesIsSaidAndWhatItCostsToo() {
    Plan plan =
        plan(
            RIDES
                + "CREATE STREAM o AS SELECT COUNT(*) AS n FROM rides\n"
                + " WINDOW HOPPING (SIZE 10 MINUTES, ADVANCE BY 4 MINUTES) GROUP BY rider\n"
                + " HAVING WINDOWEND > 5 EMIT FINAL;");
    assertThat(plan.notices())
        .map(notice -> notice.kind() + " " + notice)
        .containsExactly(
            "EXTENDED f.sql:2:15: ksqlDB refuses CREATE STREAM over GROUP BY, because the result is"
                + " a TABLE; write CREATE TABLE there.",
            "EXTENDED f.sql:4:9: ksqlDB refuses WINDOWSTART and WINDOWEND in HAVING; here they may"
                + " stand there.",
            "EXTENDED f.sql:2:15: ksqlDB refuses a SELECT without the GROUP BY expression [RIDER];"
                + " here the key is written all the same.",
            "COST f.sql:3:9: In [O] an event changes 1 slice of 2 MINUTES, in ksqlDB 3 windows;"
                + " rows are written when windows close; a key keeps at most 6 slices, in ksqlDB 3"
                + " windows.");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "TUMBLING (SIZE 1 HOUR); an event changes 1 slice of 1 HOUR, in ksqlDB 1 window; 1 row is"
            + " written for it; a key keeps at most 25 slices, in ksqlDB 24 windows",
        "'HOPPING (SIZE 10 MINUTES, ADVANCE BY 1 SECOND, GRACE PERIOD 0 SECONDS)'; an event changes 1"
            + " slice of 1 SECOND, in ksqlDB 600 windows; 600 rows are written for it; a key keeps at"
            + " most 601 slices, in ksqlDB 600 windows",
        "'SESSION (1 HOUR, GRACE PERIOD 1 HOUR)'; an event changes 1 session and those that it joins,"
            + " as in ksqlDB; 1 row is written for it; a key keeps at most 2 sessions, as in ksqlDB"
      },
      delimiter = ';')
  void costsAreForecast(String window, String touched, String written, String kept) {
    assertThat(CostForecast.of(query(window, ";").window()))
        .hasToString(touched + "; " + written + "; " + kept);
  }
}
