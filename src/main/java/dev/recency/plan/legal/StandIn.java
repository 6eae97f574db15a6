package dev.recency.plan.legal;

import java.time.Duration;

/** What takes the place of {@code WINDOW SLIDING}, which ksqlDB does not have. */
public sealed interface StandIn {
  /**
   * HOPPING of the same size with EMIT FINAL: right for the last hop, as soon as it has ended.
   *
   * @param hop ADVANCE BY; shortened to the size of the window
   */
  record Hopping(Duration hop) implements StandIn {
    public Hopping {
      if (hop.toMillis() < 1) {
        throw new IllegalArgumentException("the hop is [" + hop + "] and must be 1 ms or longer");
      }
    }
  }

  /** TUMBLING of the same size with EMIT CHANGES: at once, and from zero with every window. */
  record Tumbling() implements StandIn {}
}
