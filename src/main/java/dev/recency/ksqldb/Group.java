package dev.recency.ksqldb;

import dev.recency.plan.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The GROUP BY values of a row. Two are the same, or one before the other, by the bytes of the
 * record key.
 *
 * @param bytes shared, not to be changed
 * @param values one slot per GROUP BY value
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
record Group(byte[] bytes, Row values) implements Comparable<Group> {
  @Override
  public int compareTo(Group other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Group that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
