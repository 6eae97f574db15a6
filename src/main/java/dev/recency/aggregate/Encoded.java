package dev.recency.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as state keeps it, as the key of a map. Ordered by its bytes, without sign, NULL first.
 *
 * @param bytes null for NULL; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Encoded(byte @Nullable [] bytes) implements Comparable<Encoded> {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Encoded that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public int compareTo(Encoded other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }
}
