package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which words can be names. */
class NamesTest {

  private static final List<String> RESERVED =
      List.of(
          ("ADVANCE ALL AND AS AT BEGINNING BETWEEN BY CASE CAST CATALOG CONNECTOR CONNECTORS CREATE"
                  + " DAYS DECIMAL DELETE DESCRIBE DISTINCT DROP ELSE END EXISTS EXPORT EXTENDED"
                  + " FALSE FROM FULL GROUP HAVING HOPPING HOURS IN INNER INSERT INTO IS JOIN LEFT"
                  + " LIKE LIMIT LIST LOAD MATERIALIZED MILLISECOND MILLISECONDS MINUTES MONTHS"
                  + " NAMESPACE NOT NULL ON OR OUTER PAUSE PRINT PROPERTIES QUERIES QUERY RENAME"
                  + " RESUME RETENTION RIGHT RUN SAMPLE SCRIPT SECONDS SELECT SIZE STREAM STREAMS"
                  + " TABLE TERMINATE THEN TO TOPIC TOPICS TRUE TUMBLING UNSET VALUES VIEW WHEN"
                  + " WHERE WINDOW WITH WITHIN YEARS")
              .split(" "));

  private static final List<String> FREE =
      List.of(
          ("TIMESTAMP DATE TIME KEY TYPE SOURCE SESSION GRACE PERIOD EMIT CHANGES FINAL MINUTE HOUR"
                  + " DAY SECOND STRUCT MAP ARRAY ID SCHEMA HEADER HEADERS PARTITION PARTITIONS"
                  + " COLUMN COLUMNS SLIDING SET IF REPLACE PRIMARY ESCAPE DEFINE UNDEFINE INTEGER"
                  + " INT BIGINT STRING VARCHAR SINK ASSERT NO MORE TABLES FUNCTION EXPLAIN ANALYZE INTERVAL MONTH"
                  + " YEAR ZONE ORDER OVER UNION USING SHOW ROWTIME WINDOWSTART _ a1 A@B")
              .split(" "));

  static Stream<String> free() {
    return FREE.stream();
  }

  static Stream<String> reserved() {
    return RESERVED.stream();
  }

  @ParameterizedTest
  @MethodSource("free")
  void freeWordsAreNamesEverywhere(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    String text =
        """
        CREATE STREAM IF NOT EXISTS # (# INT KEY, b STRUCT<# INT>, #x #) WITH (# = 1);
        CREATE TYPE # AS #;
        CREATE STREAM # AS SELECT #, a.#, #.b, #->#, f(# => # + 1), STRUCT(# := #), -#, NOT #, a #
          FROM # AS # JOIN # # ON #.# = #.a WINDOW # SLIDING (SIZE 1 DAY)
          WHERE # LIKE # AND # IN (#) GROUP BY #, # PARTITION BY # EMIT CHANGES;
        INSERT INTO # (#) VALUES (#);
        INSERT INTO # SELECT * FROM # EMIT FINAL;
        DROP STREAM #;
        DROP TYPE IF EXISTS #;
        DEFINE # = 'x';
        UNDEFINE #;
        """
            .replace("#", word);
    assertThat(SqlFormatter.format(SqlParser.script("", text))).contains("INTO " + upper + " (");
  }

  @ParameterizedTest
  @MethodSource("reserved")
  void reservedWordsNeedBackQuotes(String word) {
    assertThatThrownBy(() -> SqlParser.statement("", "CREATE STREAM s (" + word + " INT)"))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining(word);
    assertThat(SqlParser.statement("", "CREATE STREAM s (`" + word + "` INT)")).isNotNull();
  }
}
