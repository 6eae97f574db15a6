package dev.recency.flink.clock;

import dev.recency.operator.ClockOptions;
import java.io.Serializable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the clocks of one source run, in a form that travels to the task.
 *
 * @param topic whose partitions are told apart in the state
 * @param replay whether the arrival timeline is the wall clock
 * @param until where the clock of a replay goes at its end; null: the largest event time
 */
public record Clocking(
    String topic,
    long idleTimeoutMillis,
    long idleMarginMillis,
    long intervalMillis,
    long maxFutureMillis,
    boolean replay,
    @Nullable Long until)
    implements Serializable {

  /** The clocks of a live job. */
  public static Clocking live(String topic, ClockOptions options) {
    return of(topic, options, false, OptionalLong.empty());
  }

  /** The clocks of a replay. */
  public static Clocking replay(String topic, ClockOptions options, OptionalLong untilMillis) {
    return of(topic, options, true, untilMillis);
  }

  private static Clocking of(
      String topic, ClockOptions options, boolean replay, OptionalLong untilMillis) {
    return new Clocking(
        topic,
        options.idleTimeoutMillis(),
        options.idleMarginMillis(),
        options.clockIntervalMillis(),
        options.maxFutureMillis(),
        replay,
        untilMillis.isPresent() ? untilMillis.getAsLong() : null);
  }

  ClockOptions options() {
    return new ClockOptions(idleTimeoutMillis, idleMarginMillis, intervalMillis, maxFutureMillis);
  }
}
