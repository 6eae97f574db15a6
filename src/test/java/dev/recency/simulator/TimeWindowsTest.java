package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.StateFormatException;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.window.MeasuredContext;
import dev.recency.window.session.SessionWindows;
import dev.recency.window.time.HoppingWindows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host relies on: one instant per timer, its rank, and state that is refused. */
class TimeWindowsTest {
  private static final Row KEY = Row.of(List.of(Simple.STRING), List.of("user"));

  private final MeasuredContext state = new MeasuredContext();
  private final List<String> timers = new ArrayList<>();
  private final KeyContext context =
      new Seen(state) {
        @Override
        public void timer(long atMillis, long rank) {
          timers.add(atMillis + "/" + rank);
          super.timer(atMillis, rank);
        }
      };

  private static KeyedOperator operator(TimeWindow window) {
    Query.Windowed query = TimeWindowQueries.counting(window);
    return window instanceof TimeWindow.Session
        ? SessionWindows.of(query, row -> true)
        : HoppingWindows.of(query, row -> true);
  }

  private void event(KeyedOperator operator, long timeMillis) {
    Row arguments = new Row.Builder(0).build();
    operator.onRecord(new KeyedRecord(KEY, arguments, timeMillis, 0, 0), context);
  }

  @Test
  void aHoppingWindowIsSaidAloneAtItsEndAndGrace() {
    KeyedOperator hopping = operator(new TimeWindow.Hopping(10, 5, Emit.FINAL, 3));
    event(hopping, 12);
    state.advance(hopping, KEY, 17);
    assertThat(state.rows()).isZero();
    assertThat(timers).containsExactly("18/0");
    state.advance(new Once(hopping, context), KEY, 18);
    assertThat(state.rows()).isEqualTo(1);
    assertThat(timers).containsExactly("18/0", "23/0");
  }

  @Test
  void aSessionIsRankedByItsStart() {
    KeyedOperator session = operator(new TimeWindow.Session(10, Emit.FINAL, 3));
    event(session, 20);
    event(session, 15);
    event(session, 40);
    assertThat(timers).containsExactly("34/20", "34/15");
    state.advance(new Once(session, context), KEY, 1_000);
    assertThat(timers).containsExactly("34/20", "34/15", "54/40");
    assertThat(state.rows()).isEqualTo(2);
    assertThat(state.empty()).isTrue();
  }

  @Test
  void changesSetOneTimerForManyEvents() {
    KeyedOperator hopping = operator(new TimeWindow.Hopping(10, 5, Emit.CHANGES, 1_000));
    for (long time = 0; time < 500; time++) {
      event(hopping, time);
    }
    assertThat(timers).containsExactly("1010/0");
  }

  @Test
  void stateOfOtherWindowsIsRefused() {
    event(operator(new TimeWindow.Hopping(10, 5, Emit.FINAL, 0)), 12);
    state.evict();
    assertThatThrownBy(() -> event(operator(new TimeWindow.Hopping(10, 2, Emit.FINAL, 0)), 12))
        .isInstanceOf(StateFormatException.class)
        .hasMessage(
            "state of statement [WINDOWS] has windows of [size 10 ms, advance 5 ms, EMIT FINAL],"
                + " expected [size 10 ms, advance 2 ms, EMIT FINAL]. Restore a savepoint that this"
                + " release wrote, or start this statement without state.");
  }

  @Test
  void damagedStateIsRefused() {
    for (TimeWindow window :
        List.of(
            new TimeWindow.Hopping(10, 5, Emit.FINAL, 0),
            new TimeWindow.Session(10, Emit.FINAL, 0))) {
      KeyedOperator operator = operator(window);
      state.putHeader(new byte[] {2, 0, 0});
      assertThatThrownBy(() -> event(operator, 12))
          .isInstanceOf(StateFormatException.class)
          .hasMessageContaining("has format version [2], expected [1].");
      state.putHeader(new byte[] {1, 5});
      assertThatThrownBy(() -> event(operator, 12))
          .isInstanceOf(StateFormatException.class)
          .hasMessageContaining("only [2] bytes or damaged ones");
    }
  }

  /** Calls an operator with the context that writes down its timers. */
  private record Once(KeyedOperator operator, KeyContext context) implements KeyedOperator {
    @Override
    public void onRecord(KeyedRecord record, KeyContext unused) {
      operator.onRecord(record, context);
    }

    @Override
    public void onTimer(Row key, KeyContext unused) {
      operator.onTimer(key, context);
    }
  }
}
