package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.window.FromScratch;
import dev.recency.window.SlidingWindows;
import dev.recency.window.log.LogSizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A log whose statements change at a restore: those that stay go on, new ones are filled. */
class ChangedStatementsTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final String LONG =
      statement("long_one", "SIZE 1000 SECONDS", "COUNT(*), SUM(d), MAX(b), COUNT_DISTINCT(b)");
  private static final String SHORT = statement("short_one", "SIZE 10 SECONDS", "COUNT(*), MIN(b)");
  private static final String NEW =
      statement("new_one", "SIZE 400 SECONDS", "AVG(d), MIN(b), COUNT(b), COUNT_DISTINCT(b)");
  private static final LogSizes SMALL = new LogSizes(4, 3);

  private record Said(String statement, StructValue row, long asOfMillis) {}

  private final List<Said> said = new ArrayList<>();
  private final List<KeyedRecord> events = new ArrayList<>();
  private final Random random = new Random(SEED);
  private long nowMillis = 1_000_000;

  private static String statement(String name, String window, String aggregates) {
    StringBuilder select = new StringBuilder();
    String[] parts = aggregates.split(", ");
    for (int i = 0; i < parts.length; i++) {
      select.append(", ").append(parts[i]).append(" AS a").append(i);
    }
    return "CREATE TABLE %s WITH (KAFKA_TOPIC='%s', VALUE_FORMAT='JSON') AS SELECT k%s FROM events"
            .formatted(name, name, select)
        + " WINDOW SLIDING (%s) GROUP BY k EMIT CHANGES;".formatted(window);
  }

  private KeySpace keys(SlidingStatements statements) {
    return new KeySpace(
        SlidingWindows.of(
            statements.log(), statements.having(), SlidingWindows.Decay.EVERY_INSTANT, SMALL),
        statements.keyType(),
        (statement, row, kind, asOf, arrival) ->
            said.add(
                new Said(
                    statements.log().statements().get(statement).id(),
                    value(statements, statement, row),
                    asOf)));
  }

  private static StructValue value(SlidingStatements statements, int statement, Row row) {
    List<SqlType> types = statements.log().statements().get(statement).layout().types();
    @Nullable Object[] values = new @Nullable Object[types.size()];
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = row.get(slot, types.get(slot));
    }
    return StructValue.of(values);
  }

  private void feed(SlidingStatements statements, KeySpace keys, int count) {
    for (int i = 0; i < count; i++) {
      nowMillis += random.nextInt(3_000);
      keys.advance(nowMillis, nowMillis);
      long time = nowMillis - (random.nextInt(3) == 0 ? random.nextInt(100_000) : 0);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("K", "u1");
      values.put("B", (long) random.nextInt(900));
      values.put("D", random.nextInt(100) / 10.0);
      KeyedRecord record =
          statements.keyed(new SlidingEvent(0, values, time, nowMillis)).orElseThrow();
      keys.process(record);
      events.add(record);
    }
  }

  /** What the statement said last, and what it should have said. */
  private void assertExact(SlidingStatements statements, int statement) {
    String id = statements.log().statements().get(statement).id();
    Said last =
        said.stream().filter(each -> each.statement().equals(id)).reduce((a, b) -> b).orElseThrow();
    Row truth =
        new FromScratch(statements.log(), statements.log().statements().get(statement))
            .at(events.get(0).key(), events, last.asOfMillis());
    assertThat(last.row()).as(id).isEqualTo(value(statements, statement, truth));
  }

  @Test
  void aNewStatementIsExactFromItsFirstRowAndTheOthersGoOn() {
    System.out.println("changed statements: seed [" + SEED + "], repeat with -Dseed=");
    SlidingStatements before = new SlidingStatements(List.of(LONG, SHORT));
    SlidingStatements after = new SlidingStatements(List.of(NEW, LONG));
    KeySpace keys = keys(before);
    feed(before, keys, 800);
    assertExact(before, 0);
    assertExact(before, 1);
    KeySpaceSnapshot snapshot = keys.snapshot();
    List<KeyedRecord> translated = translated(before, after);
    events.clear();
    events.addAll(translated);
    said.clear();
    KeySpace changed = keys(after);
    changed.restore(List.of(snapshot));
    assertThat(said).as("nothing is said at a restore").isEmpty();
    feed(after, changed, 1);
    assertExact(after, 0);
    assertExact(after, 1);
    feed(after, changed, 300);
    assertExact(after, 0);
    assertExact(after, 1);
    changed.advance(nowMillis + 2_000_000, nowMillis);
    assertThat(changed.keysWithState()).isZero();
  }

  /** The same records with the columns of the other log. */
  private List<KeyedRecord> translated(SlidingStatements from, SlidingStatements to) {
    List<KeyedRecord> translated = new ArrayList<>();
    for (KeyedRecord event : events) {
      Row.Builder row = new Row.Builder(to.log().columns().size());
      for (int i = 0; i < to.log().columns().size(); i++) {
        int slot = slot(from, LogIdentity.columnId(to.log().columns().get(i)));
        assertThat(slot).as("a column that the old log stores").isNotNegative();
        if (!event.arguments().isNull(slot)) {
          row.setLong(i, event.arguments().getLong(slot));
        }
      }
      translated.add(
          new KeyedRecord(
              event.key(), row.build(), event.eventTimeMillis(), event.arrivalMillis()));
    }
    return translated;
  }

  private static int slot(SlidingStatements statements, int columnId) {
    return statements.log().columns().stream()
        .map(LogIdentity::columnId)
        .toList()
        .indexOf(columnId);
  }
}
