package dev.recency.aggregate;

import java.util.Arrays;

/**
 * A sum of numbers {@code ± m · 2^p} without rounding (a superaccumulator): integers of 32 bits side
 * by side, one per long, from the lowest that was ever touched to the highest. Adding a number
 * touches three of them, whatever the others hold, and taking it out is adding it with the other
 * sign; so nothing depends on order or history.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>The sum is {@code Σ digits[i] · 2^(32 · (first + i))}.
 *   <li>{@code |digits[i]| < (pending + 1) · 2^32}, and pending stays below 2^30: no long overflows.
 *   <li>When pending is 0 no two digits have different signs: sign and magnitude can be read off.
 * </ol>
 *
 * <p>Adding is O(1); reading is O(digits), amortized over nothing. Memory grows by the width that
 * was touched (a DOUBLE of 10^-3 to 10^9: four or five longs; at most 68) and so without garbage
 * once the range has been seen.
 */
final class ExactSum {
  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = 0xffff_ffffL;
  private static final int DIGIT_BYTES = 4;
  private static final int PRECISION = 53;
  private static final int MAX_PENDING = 1 << 30;
  private static final int KEPT_DIGITS = 8;
  private static final long[] NONE = {};

  private long[] digits = NONE;
  private int first;
  private int pending;

  void clear() {
    if (digits.length > KEPT_DIGITS) {
      digits = NONE;
    }
    Arrays.fill(digits, 0);
    pending = 0;
  }

  /**
   * Adds {@code ± magnitude · 2^position}.
   *
   * @param magnitude 64 bits without sign
   * @param position 0 or more
   */
  void add(long magnitude, int position, boolean negative) {
    int index = reach(position / DIGIT_BITS, 3);
    int shift = position % DIGIT_BITS;
    long sign = negative ? -1 : 0;
    digits[index] += ((magnitude << shift & DIGIT_MASK) ^ sign) - sign;
    digits[index + 1] += ((magnitude >>> DIGIT_BITS - shift & DIGIT_MASK) ^ sign) - sign;
    digits[index + 2] += ((magnitude >>> 1 >>> Long.SIZE - 1 - shift) ^ sign) - sign;
    added(1);
  }

  /** Adds {@code ± (high · 2^64 + low) · 2^position}, both parts without sign. */
  void add(long high, long low, int position, boolean negative) {
    add(low, position, negative);
    if (high != 0) {
      add(high, position + Long.SIZE, negative);
    }
  }

  /** Adds what the other holds. */
  void add(ExactSum other) {
    if (other.digits.length == 0) {
      return;
    }
    if ((long) pending + other.pending >= MAX_PENDING - 1) {
      normalize();
      other.normalize();
    }
    int index = reach(other.first, other.digits.length);
    for (int i = 0; i < other.digits.length; i++) {
      digits[index + i] += other.digits[i];
    }
    added(other.pending + 1);
  }

  private void added(int numbers) {
    pending += numbers;
    if (pending >= MAX_PENDING) {
      normalize();
    }
  }

  /** Makes room for these digits; returns where the lowest of them is. */
  private int reach(int lowest, int count) {
    if (digits.length == 0) {
      digits = new long[count];
      first = lowest;
    } else if (lowest < first || lowest + count > first + digits.length) {
      int low = Math.min(lowest, first);
      int end = Math.max(lowest + count, first + digits.length);
      long[] wider = new long[end - low];
      System.arraycopy(digits, 0, wider, first - low, digits.length);
      digits = wider;
      first = low;
    }
    return lowest - first;
  }

  /** Restores that all digits have one sign and 32 bits. The sum stays the same. */
  private void normalize() {
    if (pending == 0) {
      return;
    }
    long carry = 0;
    for (int i = 0; i < digits.length; i++) {
      long digit = digits[i] + carry;
      carry = digit >> DIGIT_BITS;
      digits[i] = digit & DIGIT_MASK;
    }
    if (carry < 0) {
      long borrow = 0;
      for (int i = 0; i < digits.length; i++) {
        long digit = borrow - digits[i];
        borrow = digit >> DIGIT_BITS;
        digits[i] = -(digit & DIGIT_MASK);
      }
      carry -= borrow;
    }
    pending = 0;
    if (carry != 0) {
      int top = reach(first + digits.length, 1); // before digits is read: it may be another one
      digits[top] = carry;
    }
  }

  private long digit(int index) {
    return index < 0 ? 0 : Math.abs(digits[index]);
  }

  /** Index of the highest digit that is not zero, or -1 if the sum is zero. */
  private int highest() {
    int index = digits.length - 1;
    while (index >= 0 && digits[index] == 0) {
      index--;
    }
    return index;
  }

  /**
   * The nearest double to the sum in units of {@link Double#MIN_VALUE}, half to even; infinite if it
   * is too large. 0.0 for zero.
   */
  double nearestDouble() {
    normalize();
    int top = highest();
    if (top < 0) {
      return 0;
    }
    long magnitude = nearestMagnitude(top);
    return Double.longBitsToDouble(digits[top] < 0 ? magnitude | Long.MIN_VALUE : magnitude);
  }

  /** Below 2^53 units the bits of a double are the number of units; above, one of rounding. */
  private long nearestMagnitude(int top) {
    int topBits = Long.SIZE - Long.numberOfLeadingZeros(digit(top));
    int bits = (first + top) * DIGIT_BITS + topBits;
    long upper =
        digit(top) << Long.SIZE - topBits
            | digit(top - 1) << DIGIT_BITS - topBits
            | digit(top - 2) >>> topBits;
    if (bits <= PRECISION) {
      return upper >>> Long.SIZE - bits;
    }
    int dropped = bits - PRECISION;
    if (dropped >= 2 * Double.MAX_EXPONENT) {
      return Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    }
    long kept = upper >>> Long.SIZE - PRECISION;
    long rest = upper << PRECISION;
    boolean upFromHalf = (kept & 1) != 0 || rest != Long.MIN_VALUE || moreBelow(top, topBits);
    boolean up = rest < 0 && upFromHalf;
    return ((long) dropped << PRECISION - 1) + kept + (up ? 1 : 0);
  }

  /** Whether anything lies below the 64 highest bits. */
  private boolean moreBelow(int top, int topBits) {
    if ((digit(top - 2) & (1L << topBits) - 1) != 0) {
      return true;
    }
    return lowestByte() < (first + top - 2) * DIGIT_BYTES;
  }

  /** The sign: -1, 0 or 1. */
  int signum() {
    normalize();
    int top = highest();
    return top < 0 ? 0 : Long.signum(digits[top]);
  }

  /** The sum without its sign, lowest byte first, without zero bytes at either end. */
  byte[] magnitude() {
    normalize();
    int from = lowestByte() - first * DIGIT_BYTES;
    byte[] bytes = new byte[sizeBytes()];
    for (int i = 0; i < bytes.length; i++) {
      int at = from + i;
      bytes[i] = (byte) (digit(at / DIGIT_BYTES) >>> Byte.SIZE * (at % DIGIT_BYTES));
    }
    return bytes;
  }

  /** Number of bytes of {@link #magnitude}; 0 for zero. */
  int sizeBytes() {
    normalize();
    int top = highest();
    if (top < 0) {
      return 0;
    }
    int topBits = Long.SIZE - Long.numberOfLeadingZeros(digit(top));
    return (first + top) * DIGIT_BYTES + (topBits + Byte.SIZE - 1) / Byte.SIZE - lowestByte();
  }

  /** Where the lowest byte of {@link #magnitude} stands: times {@code 2^(8 · lowestByte)}. */
  int lowestByte() {
    normalize();
    for (int i = 0; i < digits.length; i++) {
      if (digits[i] != 0) {
        return (first + i) * DIGIT_BYTES + Long.numberOfTrailingZeros(digits[i]) / Byte.SIZE;
      }
    }
    return 0;
  }

  /** The sum with this sign, magnitude and lowest byte. */
  static ExactSum of(boolean negative, byte[] magnitude, int lowestByte) {
    ExactSum sum = new ExactSum();
    int end = lowestByte + magnitude.length;
    sum.first = lowestByte / DIGIT_BYTES;
    sum.digits = new long[(end + DIGIT_BYTES - 1) / DIGIT_BYTES - sum.first];
    for (int i = 0; i < magnitude.length; i++) {
      int at = lowestByte + i;
      sum.digits[at / DIGIT_BYTES - sum.first] |=
          (magnitude[i] & 0xffL) << Byte.SIZE * (at % DIGIT_BYTES);
    }
    if (negative) {
      Arrays.setAll(sum.digits, i -> -sum.digits[i]);
    }
    return sum;
  }
}
