package dev.recency.flink.keyed;

import org.jspecify.annotations.Nullable;

/**
 * What keyed state holds of a key besides its chunks.
 *
 * @param header null: there is only a timer
 * @param dueMillis when its timer is due, or {@link #NEVER}; its rank is not kept
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; never changed
public record StoredKey(byte @Nullable [] header, long dueMillis) {
  /** The time of a timer that is not set. */
  public static final long NEVER = Long.MAX_VALUE;
}
