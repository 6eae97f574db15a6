package dev.recency.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.Planner;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.simulator.KeySpace;
import dev.recency.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One key, minutes as time: what is said, and when. */
class SlidingWindowsTest {
  private static final long MINUTE = 60_000;
  private static final SqlType.Struct KEY =
      new SqlType.Struct(List.of(new SqlType.Field("USER_ID", Simple.STRING)));
  private static final Row USER = Row.of(List.of(Simple.STRING), List.of("u1"));

  private final List<String> said = new ArrayList<>();

  private KeySpace windows(String window, String having) {
    String sql =
        """
        CREATE STREAM matches (user_id VARCHAR, duration DOUBLE)
          WITH (KAFKA_TOPIC='matches', VALUE_FORMAT='JSON');
        CREATE TABLE counts WITH (KAFKA_TOPIC='counts', VALUE_FORMAT='JSON') AS
        SELECT user_id, COUNT(*) AS n, SUM(duration) AS s, MAX(duration) AS m FROM matches
        WINDOW SLIDING (%s) GROUP BY user_id %s;
        """;
    boolean isFinal = having.contains("EMIT FINAL");
    SharedLog log =
        SharedLog.of(
                Planner.plan(List.of(SqlParser.script("test.sql", sql.formatted(window, having)))))
            .get(0);
    assertThat(isFinal)
        .isEqualTo(
            log.statements().get(0).window().emit() == dev.recency.plan.SlidingWindow.Emit.FINAL);
    Predicate<Row> all = row -> true;
    Predicate<Row> two = row -> row.getLong(1) >= 2;
    return new KeySpace(
        SlidingWindows.of(
            log,
            List.of(having.contains("HAVING") ? two : all),
            SlidingWindows.Decay.EVERY_INSTANT),
        KEY,
        (statement, row, kind, asOf, arrival) -> said.add(text(row, kind, asOf)));
  }

  private static String text(Row row, RowKind kind, long asOf) {
    String value =
        row.getLong(1) + " " + row.get(2, Simple.DOUBLE) + " " + row.get(3, Simple.DOUBLE);
    return asOf / MINUTE + ": " + (kind == RowKind.DELETE ? "gone" : value);
  }

  private static void event(KeySpace keys, long minute, double duration) {
    Row arguments = Row.of(List.of(Simple.DOUBLE), List.of(duration));
    keys.process(new KeyedRecord(USER, arguments, minute * MINUTE, minute * MINUTE));
  }

  private static void clock(KeySpace keys, long minute) {
    keys.advance(minute * MINUTE, minute * MINUTE);
  }

  @Test
  void saysTheValueAtArrivalsAndDecays() {
    KeySpace keys = windows("SIZE 10 MINUTES", "EMIT CHANGES");
    clock(keys, 0);
    event(keys, 0, 0.1);
    clock(keys, 2);
    event(keys, 2, 0.2);
    clock(keys, 30);
    assertThat(said)
        .containsExactly(
            "0: 1 0.1 0.1", "2: 2 0.30000000000000004 0.2", "10: 1 0.2 0.2", "12: 0 null null");
    assertThat(keys.keysWithState()).isZero();
  }

  @Test
  void aLateEventCorrectsAtOnceOrIsCountedOut() {
    KeySpace keys = windows("SIZE 10 MINUTES", "EMIT CHANGES");
    event(keys, 20, 5);
    clock(keys, 20);
    event(keys, 11, 7);
    event(keys, 10, 9);
    clock(keys, 21);
    assertThat(said).containsExactly("20: 1 5.0 5.0", "20: 2 12.0 7.0", "21: 1 5.0 5.0");
  }

  @Test
  void emitFinalSaysEachInstantOnce() {
    KeySpace keys = windows("SIZE 10 MINUTES, GRACE PERIOD 2 MINUTES", "EMIT FINAL");
    event(keys, 3, 5);
    event(keys, 1, 7);
    clock(keys, 3);
    assertThat(said).isEmpty();
    clock(keys, 20);
    assertThat(said)
        .containsExactly("1: 1 7.0 7.0", "3: 2 12.0 7.0", "11: 1 5.0 5.0", "13: 0 null null");
    assertThat(keys.keysWithState()).isZero();
  }

  @Test
  void havingTurnsIntoATombstone() {
    KeySpace keys = windows("SIZE 10 MINUTES, ADVANCE BY 5 MINUTES", "HAVING COUNT(*) >= 2");
    event(keys, 1, 1);
    event(keys, 2, 1);
    clock(keys, 30);
    assertThat(said).containsExactly("2: 2 2.0 1.0", "15: gone");
  }
}
