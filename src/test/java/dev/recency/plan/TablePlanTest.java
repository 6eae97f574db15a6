package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePlanTest {
  private static final String TABLE =
      """
      CREATE TABLE t (k STRING PRIMARY KEY, j INT PRIMARY KEY, g STRING, v INT)
        WITH (KAFKA_TOPIC='t', FORMAT='JSON');
      """;

  private static Plan plan(String sql) {
    return Planner.plan(List.of(SqlParser.script("t.sql", TABLE + sql)));
  }

  private static List<String> names(List<TypedExpression> slots) {
    return slots.stream().map(slot -> ((TypedExpression.Slot) slot).name()).toList();
  }

  @Test
  void theKeyOfATableIsAlwaysDecoded() {
    Plan plan = plan("CREATE TABLE u AS SELECT g, COUNT(*) AS c FROM t GROUP BY g;");
    assertThat(plan.inputs().get(0).layout().columns())
        .extracting(Column::name)
        .containsExactly("K", "J", "G");
  }

  @Test
  void aSelectWithoutWhereRemembersNothing() {
    assertThat(plan("CREATE TABLE u AS SELECT * FROM t;").queries().get(0))
        .isInstanceOf(Query.Transform.class);
  }

  @Test
  void whereOverATableRemembersByPrimaryKey() {
    Query query = plan("CREATE TABLE u AS SELECT v, j, k FROM t WHERE v > 1;").queries().get(0);
    assertThat(query).isInstanceOf(Query.FilteredTable.class);
    assertThat(names(((Query.FilteredTable) query).primaryKey())).containsExactly("K", "J");
  }

  @Test
  void groupByOverATableRemembersItsRows() {
    Query query =
        plan("CREATE TABLE u AS SELECT g, SUM(v) AS s FROM t WHERE v > 1 GROUP BY g;")
            .queries()
            .get(0);
    assertThat(query).isInstanceOf(Query.TableAggregate.class);
    Query.TableAggregate aggregate = (Query.TableAggregate) query;
    assertThat(names(aggregate.primaryKey())).containsExactly("K", "J");
    assertThat(names(aggregate.groupBy())).containsExactly("G");
  }

  @Test
  void theResultOfGroupByIsATableWithTheGroupAsItsKey() {
    Plan plan =
        plan(
            """
            CREATE STREAM s (g STRING, v INT) WITH (KAFKA_TOPIC='s', FORMAT='JSON');
            CREATE TABLE a AS SELECT g, COUNT(*) AS c FROM s GROUP BY g;
            CREATE TABLE b AS SELECT c, COUNT(*) AS n FROM a GROUP BY c;
            CREATE TABLE d AS SELECT n, c FROM b WHERE n > 1;
            """);
    assertThat(plan.queries().get(1)).isInstanceOf(Query.TableAggregate.class);
    assertThat(names(((Query.TableAggregate) plan.queries().get(1)).primaryKey()))
        .containsExactly("G");
    assertThat(names(((Query.FilteredTable) plan.queries().get(2)).primaryKey()))
        .containsExactly("C");
  }
}
