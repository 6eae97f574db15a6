package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.flink.source.SourceElement;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.row.Event;
import java.util.List;

/**
 * The way of a row from the statement that makes it to one that reads it: encoded and decoded as its
 * topic would, with ROWTIME kept.
 */
public final class InternalEdge {
  private InternalEdge() {}

  /**
   * What a reader of the topic gets for this command, at the place and with the arrival of the
   * record behind it.
   *
   * @param origin the record behind it; its timestamp is the arrival
   */
  public static SourceElement.Read read(
      CommandRecord command, RawRecord origin, RecordDecoder decoder) {
    RawRecord raw =
        new RawRecord(
            command.topic(),
            origin.partition(),
            origin.offset(),
            command.timestampMillis(),
            command.key(),
            command.value(),
            command.headers());
    return new SourceElement.Read(raw, List.of(withArrival(decoder.decode(raw), origin)));
  }

  private static Decoded withArrival(Decoded decoded, RawRecord origin) {
    return decoded instanceof Decoded.Accepted accepted
        ? new Decoded.Accepted(
            new Event(
                accepted.event().row(),
                accepted.event().tombstone(),
                accepted.event().eventTimeMillis(),
                origin.timestampMillis(),
                origin.partition(),
                origin.offset()))
        : decoded;
  }
}
