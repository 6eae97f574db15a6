package dev.recency.flink.source;

import dev.recency.flink.Definitions;
import dev.recency.flink.SystemClock;
import java.io.Serializable;

/**
 * Makes the decoder of a source on the task.
 *
 * @param sourceUid of the {@link SourceGroup} in the plan of the definitions
 * @param live whether events are held against the wall clock too
 */
public record ElementDecoderFactory(
    Definitions definitions, String sourceUid, long maxFutureMillis, boolean live)
    implements Serializable {
  /** Plans the definitions and compiles the decoders. */
  public ElementDecoder create() {
    return new ElementDecoder(
        SourceGroup.of(definitions.plan(), sourceUid), maxFutureMillis, live, new SystemClock());
  }
}
