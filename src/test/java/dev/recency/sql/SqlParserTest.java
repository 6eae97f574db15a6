package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.SelectItem;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.Window;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {

  @Test
  void locationsPointIntoTheFile() {
    Script script =
        SqlParser.script(
            "match.sql",
            "-- é comment; with a semicolon\r\n/* and\nanother */ UNSET 'a';\n\n"
                + "  CREATE STREAM s AS\n    SELECT '😀' AS smile, userId FROM events;");
    assertThat(script.statements().get(0).location()).hasToString("match.sql:3:12");
    Statement.CreateAsSelect create = (Statement.CreateAsSelect) script.statements().get(1);
    assertThat(create.location()).hasToString("match.sql:5:3");
    assertThat(create.query().items().get(1).location()).hasToString("match.sql:6:27");
    assertThat(create.query().from().location()).hasToString("match.sql:6:39");
  }

  @Test
  void unquotedNamesAreUpperCasedAndQuotedOnesKept() {
    Statement.CreateAsSelect create = select("`a``b`, \"c\"\"d\", userId", "");
    assertThat(create.query().items())
        .extracting(item -> column(((SelectItem.Single) item).expression()).name())
        .extracting(name -> name.text() + " " + name.quoted())
        .containsExactly("a`b true", "c\"d true", "USERID false");
  }

  private static Expression.ColumnReference column(Expression expression) {
    return (Expression.ColumnReference) expression;
  }

  private static Statement.CreateAsSelect select(String items, String clauses) {
    String text = "CREATE STREAM s AS SELECT " + items + " FROM events " + clauses;
    return (Statement.CreateAsSelect) SqlParser.statement("", text);
  }

  @Test
  void numbersAreAsNarrowAsTheyFit() {
    assertThat(number("-2147483648")).isInstanceOf(Literal.IntegerLiteral.class);
    assertThat(number("2147483648")).isInstanceOf(Literal.LongLiteral.class);
    assertThat(number("-9223372036854775808")).isInstanceOf(Literal.LongLiteral.class);
    assertThat(number("0.10")).isInstanceOf(Literal.DecimalLiteral.class);
    assertThat(number("1E0")).isInstanceOf(Literal.DoubleLiteral.class);
  }

  private static Expression number(String text) {
    return SqlParser.expression("", text);
  }

  @Test
  void joinsLeanToTheLeftAndCarryWithin() {
    Query query =
        select("*", "e LEFT OUTER JOIN b WITHIN 1 HOUR GRACE PERIOD 2 SECONDS ON e.x = b.x")
            .query();
    Relation.Join join = (Relation.Join) query.from();
    assertThat(join.kind()).isEqualTo(Relation.JoinKind.LEFT);
    Relation.Within within = join.within().orElseThrow();
    assertThat(within.before()).isEqualTo(within.after());
    assertThat(within.grace().orElseThrow().unit()).isEqualTo(TimeUnit.SECONDS);
  }

  @Test
  void wholeWindowClauseIsRead() {
    Query query =
        select(
                "COUNT(*)",
                "WINDOW SLIDING (SIZE 10 MINUTES, ADVANCE BY 1 second, RETENTION 1 DAY, GRACE"
                    + " PERIOD 5 MILLISECONDS) GROUP BY (a, b) HAVING COUNT(*) > 1 EMIT FINAL")
            .query();
    Window.Sliding window = (Window.Sliding) query.window().orElseThrow();
    assertThat(window.size().value()).isEqualTo(10);
    assertThat(window.advance().orElseThrow().unit()).isEqualTo(TimeUnit.SECONDS);
    assertThat(window.retention()).isPresent();
    assertThat(window.grace().orElseThrow().unit()).isEqualTo(TimeUnit.MILLISECONDS);
    assertThat(query.groupBy()).hasSize(2);
    assertThat(query.emit().orElseThrow().mode()).isEqualTo(Query.EmitMode.FINAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLIDING", "SESSION", "w SLIDING", "sliding SLIDING", "SESSION SESSION"})
  void windowMayHaveAName(String kind) {
    String parts = kind.endsWith("SLIDING") ? "SIZE 1 DAY" : "1 DAY";
    Query query = select("*", "WINDOW " + kind + " (" + parts + ")").query();
    assertThat(query.window().orElseThrow().name().isPresent()).isEqualTo(kind.contains(" "));
  }

  @Test
  void variablesAreReplacedAndErrorsStayInTheFile() {
    Script script =
        SqlParser.script(
            "v.sql",
            "DEFINE source = 'events'; DEFINE f = '''x'', a -> b';\n"
                + "CREATE STREAM s AS SELECT '${Source}-$${source}', ${f} AS y FROM e;");
    Statement.CreateAsSelect create = (Statement.CreateAsSelect) script.statements().get(2);
    assertThat(SqlFormatter.format(create))
        .isEqualTo("CREATE STREAM S AS SELECT 'events-$${source}', 'x', A->B AS Y FROM E");
    assertThat(create.query().items().get(2).location()).hasToString("v.sql:2:51");
    assertThat(create.query().from().location()).hasToString("v.sql:2:66");
  }

  @Test
  void undefinedVariableIsRefused() {
    assertThatThrownBy(
            () -> SqlParser.script("v.sql", "DEFINE a = '1'; UNDEFINE a; UNSET 'x${a}';"))
        .hasMessageStartingWith("v.sql:1:37: The variable a is not defined.");
  }

  @Test
  void threadWithoutStackGetsAnErrorAndNoCrash() throws InterruptedException {
    String deep = "f(".repeat(400) + "1" + ")".repeat(400);
    Throwable[] thrown = new Throwable[1];
    Thread tiny =
        new Thread(
            null,
            () -> {
              try {
                SqlParser.expression("deep.sql", deep);
              } catch (Throwable e) {
                thrown[0] = e;
              }
            },
            "tiny-stack",
            1);
    tiny.start();
    tiny.join();
    if (thrown[0] != null) {
      assertThat(thrown[0])
          .isInstanceOfSatisfying(
              SqlException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
    }
  }
}
