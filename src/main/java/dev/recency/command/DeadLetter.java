package dev.recency.command;

import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;

/** A record that became no event, as it is kept for people. */
public final class DeadLetter {
  private DeadLetter() {}

  /** The dead letter of this record. */
  public static CommandRecord of(
      String deadLetterTopic, RawRecord record, RejectReason reason, String message) {
    throw new UnsupportedOperationException(deadLetterTopic + record.topic() + reason + message);
  }
}
