package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types that are declared or dropped against what is there, and what INSERT INTO cannot set. */
class DeclarationMistakesTest {
  private static Plan plan(String sql) {
    return Planner.plan(List.of(SqlParser.script("f.sql", sql)));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "CREATE TYPE t AS INT; CREATE TYPE t AS INT; CREATE TYPE t AS STRING;",
            "f.sql:1:57: [T] is another type already. Rename one, or write DROP TYPE before "
                + "this statement."),
        arguments(
            "CREATE TYPE t AS INT; DROP TYPE t; DROP TYPE IF EXISTS t; DROP TYPE t;",
            "f.sql:1:69: No type [T] is declared before this statement. Write DROP TYPE IF "
                + "EXISTS if that may be so."),
        arguments(
            "CREATE STREAM s (a INT) WITH (KAFKA_TOPIC='t', FORMAT='JSON');"
                + " CREATE STREAM u AS SELECT a FROM s;"
                + " INSERT INTO u WITH (QUERY_ID='q', PARTITIONS=3) SELECT a FROM s;",
            "f.sql:1:134: INSERT INTO writes as its stream is declared and takes QUERY_ID "
                + "alone. Remove PARTITIONS."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void sayWhatIsWrongAndWhatToWrite(String sql, String message) {
    assertThatThrownBy(() -> plan(sql)).isInstanceOf(SqlException.class).hasMessage(message);
  }

  @Test
  void aTypeThatExistsIsKeptIfTheStatementSaysSo() {
    Plan plan =
        plan(
            "CREATE TYPE t AS INT; CREATE TYPE IF NOT EXISTS t AS ARRAY<INT>;"
                + " CREATE STREAM s (a t) WITH (KAFKA_TOPIC='t', FORMAT='JSON');");
    assertThat(plan.sources().get(0).columns().get(0).type().toString()).isEqualTo("INTEGER");
    assertThat(plan.notices())
        .extracting(Notice::text)
        .containsExactly("[T] exists already; this statement is skipped.");
  }
}
