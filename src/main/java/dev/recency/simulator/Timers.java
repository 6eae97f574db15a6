package dev.recency.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The timers of keys, at most one per key: by time, then rank, then the bytes of the encoded key,
 * then the order in which they were set.
 */
final class Timers {
  private record Timer(long atMillis, long rank, long sequence, KeyState state)
      implements Comparable<Timer> {
    private static final Comparator<Timer> ORDER =
        Comparator.comparingLong(Timer::atMillis)
            .thenComparingLong(Timer::rank)
            .thenComparing(timer -> timer.state().encoded, Arrays::compareUnsigned)
            .thenComparingLong(Timer::sequence);

    /** The timer that is set for this key. */
    static Timer of(long atMillis, KeyState state) {
      return new Timer(atMillis, state.dueRank, state.timerSequence, state);
    }

    @Override
    public int compareTo(Timer other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeSet<Timer> timers = new TreeSet<>();
  private long sequence;

  int size() {
    return timers.size();
  }

  /** Sets the timer of a key, or moves it. */
  void set(KeyState state, long atMillis, long rank) {
    cancel(state);
    state.due = atMillis;
    state.dueRank = rank;
    state.timerSequence = sequence++;
    timers.add(Timer.of(atMillis, state));
  }

  /** Removes the timer of a key, if it has one. */
  void cancel(KeyState state) {
    Long due = state.due;
    if (due != null) {
      timers.remove(Timer.of(due, state));
      state.due = null;
    }
  }

  /** Takes the first timer away if it has come, and names its key; null: none has. */
  @Nullable KeyState take(long clockMillis) {
    if (timers.isEmpty() || timers.first().atMillis() > clockMillis) {
      return null;
    }
    KeyState state = timers.first().state();
    cancel(state);
    return state;
  }
}
