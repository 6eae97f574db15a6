package dev.recency.flink.keyed;

import dev.recency.operator.PartitionClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a host shows of itself under each of its statements: {@code keysWithState}, {@code
 * stateBytes}, which statements over one log share and all show, and how far its clock is behind
 * the wall clock: a live clock that lags is slow, but a data clock stands still while no records
 * come, so the two have names of their own. The lag is shown from the first clock on, and not in a
 * replay, whose clock has nothing to do with the hour.
 */
final class HostGauges {
  static final String LIVE_CLOCK_LAG = "clockLagMillis";
  static final String DATA_CLOCK_LAG = "dataClockLagMillis";

  private final List<MetricGroup> statements = new ArrayList<>();
  private final Optional<LongSupplier> wallClock;
  private final String lag;
  private final LongSupplier clock;
  private boolean lagShown;

  /**
   * @param operator the group of the host
   * @param wallClock empty in a replay
   * @param lag the name of the gauge of its clock's lag
   * @param clock of the host
   */
  HostGauges(
      MetricGroup operator,
      List<String> statements,
      StateSizes sizes,
      Optional<LongSupplier> wallClock,
      String lag,
      LongSupplier clock) {
    this.wallClock = wallClock;
    this.lag = lag;
    this.clock = clock;
    for (String id : statements) {
      MetricGroup group = operator.addGroup("statement", id);
      sizes.show(group);
      this.statements.add(group);
    }
    clockMoved();
  }

  /** The clock has moved; only the first time matters. */
  void clockMoved() {
    if (!lagShown && clock.getAsLong() != PartitionClocks.NONE) {
      lagShown = true;
      wallClock.ifPresent(
          wall ->
              statements.forEach(
                  group -> group.gauge(lag, () -> wall.getAsLong() - clock.getAsLong())));
    }
  }
}
