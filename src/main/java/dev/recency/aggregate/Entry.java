package dev.recency.aggregate;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A value and where its event stands.
 *
 * @param value null is NULL
 */
record Entry(long position, @Nullable Object value) {
  /**
   * By position; at the same one NULL first, then by the encoded bytes without sign, so that which
   * of two events came first does not show.
   */
  static Comparator<Entry> order(ValueCodec codec) {
    return (left, right) -> {
      int order = Long.compare(left.position, right.position);
      return order != 0 ? order : compareValues(codec, left.value, right.value);
    };
  }

  private static int compareValues(
      ValueCodec codec, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return Arrays.compareUnsigned(codec.encode(left), codec.encode(right));
  }
}
