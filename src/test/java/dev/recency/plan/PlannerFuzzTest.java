package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.plan.row.Row;
import dev.recency.sql.Seed;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import dev.recency.sql.TokenStreams;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any text ends in a plan that can be evaluated, or in a located error. */
class PlannerFuzzTest {
  private static final int TOKEN_STREAMS = 100_000;
  private static final int EXPRESSIONS = 30_000;

  @Test
  void anyTokenStreamIsAPlanOrALocatedError() {
    long seed = Seed.choose("PlannerFuzzTest");
    int plans = 0;
    for (int i = 0; i < TOKEN_STREAMS; i++) {
      String text = new TokenStreams(new Random(seed * TOKEN_STREAMS + i)).next();
      plans += planOf(text, i, seed) == null ? 0 : 1;
    }
    assertThat(plans).as("texts that are plans").isPositive();
  }

  @Test
  void anyExpressionIsRefusedOrEvaluatedWithoutAnException() {
    long seed = Seed.choose("PlannerFuzzTest");
    int plans = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      RandomExpressions expressions = new RandomExpressions(new Random(seed * EXPRESSIONS + i));
      String condition = i % 2 == 0 ? "" : " WHERE " + expressions.next(2);
      String text =
          RandomExpressions.STREAM
              + ("CREATE STREAM o AS SELECT k, " + expressions.next(3) + " AS x FROM s")
              + (condition + ";");
      Plan plan = planOf(text, i, seed);
      if (plan != null) {
        plans++;
        evaluate(plan, text, i, seed);
      }
    }
    System.out.printf("PlannerFuzzTest: %d of %d expressions can run%n", plans, EXPRESSIONS);
    assertThat(plans).as("expressions that can run").isGreaterThan(EXPRESSIONS / 50);
  }

  @Test
  void anyExpressionOverAggregatesIsRefusedOrEvaluatedOverTheRowsOfItsWindow() {
    long seed = Seed.choose("PlannerFuzzTest");
    int plans = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      RandomExpressions expressions =
          RandomExpressions.overAggregates(new Random(seed * EXPRESSIONS + i));
      String having = i % 3 == 0 ? " HAVING " + expressions.next(2) : "";
      String text =
          RandomExpressions.STREAM
              + ("CREATE TABLE o AS SELECT k, COUNT(*) AS n, " + expressions.next(2) + " AS x")
              + (" FROM s WINDOW SLIDING (SIZE 7 SECONDS) GROUP BY k" + having + ";");
      Plan plan = planOf(text, i, seed);
      if (plan != null) {
        plans++;
        evaluateWindow((Query.Sliding) plan.queries().get(0), text, i, seed);
      }
    }
    System.out.printf("PlannerFuzzTest: %d of %d windows can run%n", plans, EXPRESSIONS);
    assertThat(plans).as("windows that can run").isGreaterThan(EXPRESSIONS / 50);
  }

  private static void evaluateWindow(Query.Sliding query, String text, int number, long seed) {
    RowLayout layout = query.layout();
    assertThat(layout.columns()).hasSize(1 + query.aggregates().size() + 2);
    try {
      Filter filter = Filter.compile(query.id(), query.having(), (statement, kind, message) -> {});
      Projection projection =
          Projection.compile(query.id(), query.projection(), (statement, kind, message) -> {});
      for (Row row : List.of(new Row.Builder(layout.columns().size()).build(), full(layout))) {
        boolean accepted = filter.accepts(row);
        assertThat(projection.apply(row).size()).as("accepted [%s]", accepted).isEqualTo(3);
      }
    } catch (RuntimeException e) {
      throw failure(text, number, seed, e);
    }
  }

  private static @Nullable Plan planOf(String text, int number, long seed) {
    try {
      return Planner.plan(List.of(SqlParser.script("fuzz.sql", text)));
    } catch (SqlException e) {
      assertThat(e.location().file()).isEqualTo("fuzz.sql");
      assertThat(e.what()).isNotBlank();
      return null;
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(text, number, seed, e);
    }
  }

  private static void evaluate(Plan plan, String text, int number, long seed) {
    Query.Transform query = (Query.Transform) plan.queries().get(0);
    RowLayout layout = plan.inputOf(query).layout();
    try {
      Filter filter = Filter.compile(query.id(), query.where(), (statement, kind, message) -> {});
      Projection projection =
          Projection.compile(query.id(), query.projection(), (statement, kind, message) -> {});
      for (Row row : List.of(new Row.Builder(layout.columns().size()).build(), full(layout))) {
        boolean accepted = filter.accepts(row);
        assertThat(projection.apply(row).size()).as("accepted [%s]", accepted).isEqualTo(2);
      }
    } catch (RuntimeException e) {
      throw failure(text, number, seed, e);
    }
  }

  private static AssertionError failure(String text, int number, long seed, Throwable cause) {
    return new AssertionError("text [%d] of -Dseed=%d: %s".formatted(number, seed, text), cause);
  }

  private static Row full(RowLayout layout) {
    Row.Builder row = new Row.Builder(layout.columns().size());
    for (int slot = 0; slot < layout.columns().size(); slot++) {
      row.set(slot, layout.columns().get(slot).type(), SampleValues.of(layout.types().get(slot)));
    }
    return row.build();
  }
}
