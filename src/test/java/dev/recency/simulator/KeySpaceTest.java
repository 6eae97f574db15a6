package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class KeySpaceTest {
  private static final SqlType.Struct KEY =
      new SqlType.Struct(List.of(new SqlType.Field("ID", Simple.BIGINT)));
  private static final Row NOTHING = new Row.Builder(0).build();

  private final List<String> calls = new ArrayList<>();

  /** Does what the test says on a record and writes down each call of a timer. */
  private KeySpace space(
      BiConsumer<Row, KeyContext> onRecord, BiConsumer<Row, KeyContext> onTimer) {
    KeyedOperator operator =
        new KeyedOperator() {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            onRecord.accept(record.key(), context);
          }

          @Override
          public void onTimer(Row key, KeyContext context) {
            calls.add(key.getLong(0) + " at " + context.clock());
            onTimer.accept(key, context);
          }
        };
    return new KeySpace(operator, KEY, (statement, row, kind, asOf, arrival) -> {});
  }

  private static KeyedOperator.KeyedRecord record(long id) {
    return new KeyedOperator.KeyedRecord(new Row.Builder(1).setLong(0, id).build(), NOTHING, 0, 0);
  }

  @Test
  void aTimerIsCalledOnceAsSoonAsTheClockHasReachedIt() {
    KeySpace space = space((key, context) -> context.timer(100), (key, context) -> {});
    space.process(record(1));
    space.advance(99, 0);
    assertThat(calls).isEmpty();
    space.advance(100, 0);
    space.advance(101, 0);
    assertThat(calls).containsExactly("1 at 100");
  }

  @Test
  void aTimerThatIsDueWhenItIsSetIsCalledRightAfterTheRecord() {
    KeySpace space = space((key, context) -> context.timer(100), (key, context) -> {});
    space.advance(100, 0);
    space.process(record(1));
    assertThat(calls).containsExactly("1 at 100");
  }

  @Test
  void aLaterTimerReplacesTheEarlierOne() {
    KeySpace space =
        space(
            (key, context) -> {
              context.timer(100);
              context.timer(200);
            },
            (key, context) -> {});
    space.process(record(1));
    assertThat(space.timers()).isEqualTo(1);
    space.advance(150, 0);
    assertThat(calls).isEmpty();
    space.advance(250, 0);
    assertThat(calls).containsExactly("1 at 250");
  }

  @Test
  void aCancelledTimerIsNotCalled() {
    KeySpace space =
        space(
            (key, context) -> {
              context.timer(100);
              context.cancelTimer();
            },
            (key, context) -> {});
    space.process(record(1));
    space.advance(100, 0);
    assertThat(calls).isEmpty();
  }

  @Test
  void timersComeByTimeAndAKeyMayArmItselfAgain() {
    KeySpace space =
        space(
            (key, context) -> context.timer(100 - key.getLong(0)),
            (key, context) -> {
              if (calls.size() < 3) {
                context.timer(context.clock() + 5);
              }
            });
    space.process(record(1));
    space.process(record(2));
    space.advance(99, 0);
    space.advance(104, 0);
    assertThat(calls).containsExactly("2 at 99", "1 at 99", "2 at 104", "1 at 104");
  }

  @Test
  void dueTimersOfAllKeysComeByTimeRankAndKeyOneCallEach() {
    KeyedOperator operator =
        new KeyedOperator() {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            context.timer(10, record.key().getLong(0) == 7 ? 1 : 2);
          }

          @Override
          public void onTimer(Row key, KeyContext context) {
            calls.add(String.valueOf(key.getLong(0)));
            if (calls.size() <= 4) {
              context.timer(calls.size() < 4 ? 20 : 15);
            }
          }
        };
    KeySpace space =
        new KeySpace(
            operator,
            KEY,
            key -> new byte[] {(byte) key.getLong(0)},
            (statement, row, kind, asOf, arrival) -> {},
            () -> false);
    for (long id : List.of(200L, 3L, 7L, 100L)) {
      space.process(record(id));
    }
    space.advance(30, 0);
    assertThat(calls).containsExactly("7", "3", "100", "200", "200", "3", "7", "100");
  }

  @Test
  void theClockNeverGoesBack() {
    KeySpace space = space((key, context) -> context.timer(60), (key, context) -> {});
    space.advance(60, 0);
    space.advance(10, 0);
    space.process(record(1));
    assertThat(calls).containsExactly("1 at 60");
  }

  @Test
  void aKeyWithoutHeaderChunkAndTimerHasNoState() {
    KeySpace space =
        space(
            (key, context) -> {
              context.putHeader(new byte[] {1});
              context.putChunk(7, new byte[] {2});
              context.timer(10);
            },
            (key, context) -> {
              context.deleteHeader();
              context.deleteChunk(7);
            });
    space.process(record(1));
    assertThat(space.keysWithState()).isEqualTo(1);
    space.advance(10, 0);
    assertThat(space.keysWithState()).isZero();
  }

  @Test
  void aSplitAndRestoreKeepsHeadersChunksTimersAndTheLargestClock() {
    BiConsumer<Row, KeyContext> keep =
        (key, context) -> {
          byte[] header = context.header();
          context.putHeader(new byte[] {(byte) (header == null ? 1 : header[0] + 1)});
          context.putChunk(key.getLong(0), new byte[] {9});
          context.timer(500);
        };
    BiConsumer<Row, KeyContext> show =
        (key, context) -> {
          byte[] header = context.header();
          byte[] chunk = context.chunk(key.getLong(0));
          calls.add((header == null ? 0 : header[0]) + "/" + (chunk == null ? 0 : chunk[0]));
        };
    KeySpace before = space(keep, show);
    for (long id = 0; id < 20; id++) {
      before.process(record(id));
      before.process(record(id));
    }
    before.advance(400, 0);
    int keys = 0;
    for (KeySpaceSnapshot part : before.snapshot().split(3)) {
      KeySpace after = space(keep, show);
      after.restore(List.of(part));
      keys += after.keysWithState();
      after.advance(499, 0);
      after.advance(500, 0);
    }
    assertThat(keys).isEqualTo(20);
    assertThat(calls).hasSize(40).filteredOn(call -> call.equals("2/9")).hasSize(20);
    assertThat(before.timers()).as("the snapshot is a copy").isEqualTo(20);
  }

  @Test
  void refusesTwoStatesOfOneKey() {
    KeySpace before = space((key, context) -> context.timer(5), (key, context) -> {});
    before.process(record(1));
    KeySpace after = space((key, context) -> {}, (key, context) -> {});
    KeySpaceSnapshot snapshot = before.snapshot();
    assertThatThrownBy(() -> after.restore(List.of(snapshot, snapshot)))
        .hasMessage("a key has state in two instances");
  }

  @Test
  void rowsGoToTheOutputAsTheyAreEmitted() {
    List<String> rows = new ArrayList<>();
    KeyedOperator operator =
        new KeyedOperator() {
          @Override
          public void onRecord(KeyedRecord record, KeyContext context) {
            context.emit(0, record.key(), RowKind.UPDATE, 3, 4);
          }

          @Override
          public void onTimer(Row key, KeyContext context) {}
        };
    new KeySpace(
            operator,
            KEY,
            (statement, row, kind, asOf, arrival) ->
                rows.add(row.getLong(0) + " " + kind + " " + asOf + " " + arrival))
        .process(record(8));
    assertThat(rows).containsExactly("8 UPDATE 3 4");
  }
}
