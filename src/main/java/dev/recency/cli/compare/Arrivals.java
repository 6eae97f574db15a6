package dev.recency.cli.compare;

import dev.recency.accuracy.event.EventReader;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.event.Timeline;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.SharedLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * When commands without a header became visible: at the arrival of the input that must have made
 * them. Holds the events of all compared statements, about 50 bytes each.
 */
final class Arrivals {
  private final Map<String, EventTable> events = new HashMap<>();

  /** Reads the events once per log. */
  static Arrivals of(Plan plan, Iterable<RawRecord> records) {
    Arrivals arrivals = new Arrivals();
    for (SharedLog log : SharedLog.of(plan)) {
      if (plan.inputOf(log.statements().get(0)).source().declared()) {
        EventTable table =
            EventReader.read(plan, log, records, ClockOptions.DEFAULT.maxFutureMillis());
        log.statements().forEach(each -> arrivals.events.put(each.id(), table));
      }
    }
    return arrivals;
  }

  /**
   * The moment on the arrival clock. Of a row of EMIT FINAL the arrival with which the clock reached
   * the end of its window; else that of the entity's first event of the command's timestamp; if
   * there is none, the timestamp.
   */
  long of(VisibleCommand command, boolean finalRows, long graceMillis) {
    EventTable table = Objects.requireNonNull(events.get(command.statement()));
    if (finalRows && command.window().known()) {
      long reached = table.rowClock().reachedAt(command.window().endMillis() + graceMillis);
      return reached == Timeline.NEVER ? command.window().endMillis() : reached;
    }
    int entity = table.entity(command.entity());
    if (entity != EventTable.NO_ENTITY) {
      int place = table.firstFrom(entity, command.timestampMillis());
      if (place < table.end(entity) && table.time(place) == command.timestampMillis()) {
        return table.arrival(place);
      }
    }
    return command.timestampMillis();
  }
}
