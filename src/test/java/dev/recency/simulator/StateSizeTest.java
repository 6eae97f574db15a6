package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.ClockOptions;
import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class StateSizeTest {
  private static final SqlType.Struct KEY =
      new SqlType.Struct(List.of(new SqlType.Field("ID", Simple.BIGINT)));
  private static final Row NOTHING = new Row.Builder(0).build();
  private static final int KEY_BYTES = 3;
  private static final int ENTRY = KEY_BYTES + Long.BYTES;

  /** Writes 100 bytes in three entries; the timer of record 9 leaves nothing. */
  private static final KeyedOperator OPERATOR =
      new KeyedOperator() {
        @Override
        public void onRecord(KeyedRecord record, KeyContext context) {
          context.putHeader(new byte[30]);
          context.putChunk(0, new byte[50]);
          context.putChunk(1, new byte[20]);
          context.timer(100);
        }

        @Override
        public void onTimer(Row key, KeyContext context) {
          context.deleteHeader();
          context.deleteChunk(0);
          context.deleteChunk(1);
        }
      };

  private final StateSize size = new StateSize();

  private KeySpace space() {
    KeySpace space =
        new KeySpace(
            OPERATOR,
            KEY,
            key -> new byte[KEY_BYTES],
            (statement, row, kind, asOf, arrival) -> {},
            () -> false);
    space.measure(size);
    return space;
  }

  private static KeyedOperator.KeyedRecord of(long id) {
    return new KeyedOperator.KeyedRecord(new Row.Builder(1).setLong(0, id).build(), NOTHING, 0, 0);
  }

  @Test
  void everyEntryCountsWithItsKeyAndIsCountedOnce() {
    KeySpace space = space();
    space.process(of(1));
    space.process(of(1));
    assertThat(size.largestBytes()).isEqualTo(100 + 4 * ENTRY);
    space.process(of(2));
    assertThat(size.largestBytes()).isEqualTo(2 * (100 + 4 * ENTRY));
  }

  @Test
  void theLargestIsWhatWasThereAtOneMomentNotAllThatEverWas() {
    KeySpace space = space();
    space.process(of(1));
    space.process(of(2));
    space.advance(100, 100);
    assertThat(space.keysWithState()).isZero();
    space.advance(101, 101);
    space.process(of(3));
    assertThat(size.largestBytes()).isEqualTo(2 * (100 + 4 * ENTRY));
  }

  @Test
  void tenTimesTheKeysTakeTenTimesTheBytes() {
    assertThat((double) bytes(1_000) / bytes(100)).isEqualTo(10);
  }

  /** Two events for each key, all within the window. */
  private static long bytes(int keys) {
    Simulator simulator =
        new Simulator(
            plan(
                "CREATE STREAM rides (city STRING) WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');"
                    + "CREATE TABLE recent WITH (KAFKA_TOPIC='recent', VALUE_FORMAT='JSON') AS"
                    + " SELECT city, COUNT(*) AS n FROM rides WINDOW SLIDING (SIZE 1 HOUR)"
                    + " GROUP BY city;"),
            ClockOptions.DEFAULT,
            command -> {});
    LongSupplier largestBytes = simulator.measureState();
    for (int i = 0; i < 2 * keys; i++) {
      String value = "{\"city\":\"c%04d\"}".formatted(i % keys);
      long at = 1_700_000_000_000L + i / keys * 1_000L;
      simulator.process(record("rides", 0, i, at, null, value));
    }
    return largestBytes.getAsLong();
  }
}
