package dev.recency.format;

import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;

/** What became of a record: an event, or a reason why it is none. */
public sealed interface Decoded {
  /** It is an event. */
  record Accepted(Event event) implements Decoded {}

  /**
   * It is no event.
   *
   * @param message what is wrong, for whoever reads the dead letters; may quote a column's name,
   *     never its value
   */
  record Rejected(RejectReason reason, String message) implements Decoded {}
}
