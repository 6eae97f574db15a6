package dev.recency.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where EXPLODE and CUBE_EXPLODE may not stand: SQL | exact message. */
class TableFunctionMistakesTest {
  private static final String SOURCES =
      "CREATE STREAM baskets (buyer STRING KEY, fruits ARRAY<STRING>, nested ARRAY<ARRAY<INT>>)"
          + " WITH (KAFKA_TOPIC='baskets', VALUE_FORMAT='JSON');\n"
          + "CREATE TABLE shelves (id STRING PRIMARY KEY, fruits ARRAY<STRING>)"
          + " WITH (KAFKA_TOPIC='shelves', VALUE_FORMAT='JSON');\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CREATE STREAM s AS SELECT EXPLODE(buyer) FROM baskets; | \
            f.sql:3:27: EXPLODE does not take (STRING). Expected EXPLODE(ARRAY<T>).
          CREATE STREAM s AS SELECT EXPLODE(fruits, fruits) FROM baskets; | \
            f.sql:3:27: EXPLODE does not take (ARRAY<STRING>, ARRAY<STRING>). Expected EXPLODE(ARRAY<T>).
          CREATE STREAM s AS SELECT EXPLODE(*) FROM baskets; | \
            f.sql:3:27: EXPLODE(*) does not exist; only COUNT takes a star. Name the arguments.
          CREATE STREAM s AS SELECT EXPLODE(EXPLODE(nested)) FROM baskets; | \
            f.sql:3:35: The table function EXPLODE may not stand in another table function, because it gives several rows. Write its rows to a stream of their own and read that.
          CREATE STREAM s AS SELECT CASE WHEN true THEN EXPLODE(fruits) END FROM baskets; | \
            f.sql:3:47: The table function EXPLODE may not stand in CASE, because it gives several rows. Write its rows to a stream of their own and read that.
          CREATE STREAM s AS SELECT TRANSFORM(nested, x => EXPLODE(x)) FROM baskets; | \
            f.sql:3:50: The table function EXPLODE may not stand in a lambda, because it gives several rows. Write its rows to a stream of their own and read that.
          CREATE STREAM s AS SELECT buyer, fruits FROM baskets WHERE EXPLODE(fruits) = 'fig'; | \
            f.sql:3:60: The table function EXPLODE may not stand in WHERE, only in SELECT. Write its rows to a stream of their own and read that.
          CREATE STREAM s AS SELECT buyer, fruits FROM baskets PARTITION BY EXPLODE(fruits); | \
            f.sql:3:67: The table function EXPLODE may not stand in PARTITION BY, only in SELECT. Write its rows to a stream of their own and read that.
          CREATE TABLE s AS SELECT id, CUBE_EXPLODE(fruits) FROM shelves; | \
            f.sql:3:30: The table function CUBE_EXPLODE gives several rows for one, and a row of the TABLE SHELVES has one key. Declare its topic as a STREAM.
          CREATE TABLE s AS SELECT buyer, EXPLODE(fruits), COUNT(*) FROM baskets GROUP BY buyer; | \
            f.sql:3:33: The table function EXPLODE may not stand in a query with GROUP BY. Write its rows to a stream of their own and group that.
          CREATE TABLE s AS SELECT buyer, COUNT(EXPLODE(fruits)) FROM baskets GROUP BY buyer; | \
            f.sql:3:39: The table function EXPLODE may not stand in the argument of an aggregate, only in SELECT. Write its rows to a stream of their own and read that.
          CREATE TABLE s AS SELECT EXPLODE(fruits), COUNT(*) FROM baskets GROUP BY EXPLODE(fruits); | \
            f.sql:3:74: The table function EXPLODE may not stand in GROUP BY, only in SELECT. Write its rows to a stream of their own and read that.
          """)
  void aTableFunctionStandsOnlyInTheSelectListOverAStream(String sql, String message) {
    assertThatThrownBy(() -> Planner.plan(List.of(SqlParser.script("f.sql", SOURCES + sql))))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }
}
