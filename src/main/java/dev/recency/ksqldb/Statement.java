package dev.recency.ksqldb;

import dev.recency.command.CommandRecord;
import dev.recency.plan.row.Event;
import java.util.List;

/** One query over one partition: events in, records of its sink out. */
@FunctionalInterface
interface Statement {
  /**
   * Takes in an event.
   *
   * @param nowMillis the wall clock
   */
  List<CommandRecord> take(Event event, long nowMillis);
}
