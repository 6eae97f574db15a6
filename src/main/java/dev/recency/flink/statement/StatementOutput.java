package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.flink.source.SourceElement;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;

/** Where the statements of a source write. */
public interface StatementOutput {
  /** A command for its topic. */
  void command(CommandRecord command);

  /** A record for the dead letters: once per declaration or statement that rejects it. */
  void deadLetter(RawRecord record, RejectReason reason, String message);

  /**
   * A row of a statement for the keyed queries that read it.
   *
   * @param source the name of the stream that the statement makes
   */
  void edge(String source, SourceElement element);
}
