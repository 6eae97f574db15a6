package dev.recency.flink.clock;

import java.io.Serializable;

/** Tells whether a reader has read a partition to its end at this moment. */
@FunctionalInterface
public interface EndProbe extends Serializable {
  /** False while it is not known. */
  boolean readToEnd(String reader, int partition);
}
