package dev.recency.simulator;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;

/** Where the results of statements go. */
interface Output {
  /** A command, in order. */
  void command(CommandRecord command);

  /** A record that became no event or no part of a value, or a row that cannot be written. */
  void deadLetter(RawRecord record, RejectReason reason, String message);
}
