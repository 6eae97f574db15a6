package dev.recency.flink.source;

import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.operator.PartitionClocks;
import java.util.List;

/** What flows from a source to the operators that are chained to it. */
public sealed interface SourceElement {
  /**
   * A record and what it means.
   *
   * @param raw as it was read; of a row over an internal edge, as the topic holds it
   * @param decoded one per input of the source, in the order of {@link SourceGroup#inputs}
   * @param partitionClockMillis the data clock of its partition before it, or {@link
   *     PartitionClocks#NONE}
   */
  record Read(RawRecord raw, List<Decoded> decoded, long partitionClockMillis)
      implements SourceElement {
    /** A record that has not met a clock. */
    public Read(RawRecord raw, List<Decoded> decoded) {
      this(raw, decoded, PartitionClocks.NONE);
    }

    /** The same record with the clock of its partition. */
    public Read at(long clockMillis) {
      return new Read(raw, decoded, clockMillis);
    }
  }

  /**
   * The reader has been given partitions; comes before their first record.
   *
   * @param reader the name under which {@link PartitionLags} knows how far it has read
   */
  record Assigned(String reader, List<Integer> partitions) implements SourceElement {
    public Assigned {
      partitions = List.copyOf(partitions);
    }
  }
}
