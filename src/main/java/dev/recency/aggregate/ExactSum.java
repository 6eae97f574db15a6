package dev.recency.aggregate;

import java.math.BigInteger;
import java.nio.ByteBuffer;
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
  private static final int MAX_DIGITS = 160;
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
    int index = top - 3;
    while (index >= 0 && digits[index] == 0) {
      index--;
    }
    return index >= 0;
  }

  /** The sum itself, in its unit. */
  BigInteger toBigInteger() {
    normalize();
    byte[] magnitude = new byte[digits.length * DIGIT_BYTES];
    int signum = 0;
    for (int i = 0; i < magnitude.length; i++) {
      magnitude[magnitude.length - 1 - i] = byteAt(i);
    }
    int top = highest();
    if (top >= 0) {
      signum = digits[top] < 0 ? -1 : 1;
    }
    return new BigInteger(signum, magnitude).shiftLeft(first * DIGIT_BITS);
  }

  private byte byteAt(int index) {
    return (byte) (digit(index / DIGIT_BYTES) >>> Byte.SIZE * (index % DIGIT_BYTES));
  }

  private int lowestByte() {
    int index = 0;
    while (byteAt(index) == 0) {
      index++;
    }
    return index;
  }

  private int endOfBytes(int top) {
    int significant = Long.SIZE - Long.numberOfLeadingZeros(digit(top));
    return top * DIGIT_BYTES + (significant + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static int head(int lowest, boolean negative) {
    return (lowest << 1 | (negative ? 1 : 0)) + 1;
  }

  /** Bytes of {@link #write}: 1 for zero, 3 and more otherwise. */
  int sizeBytes() {
    normalize();
    int top = highest();
    if (top < 0) {
      return 1;
    }
    int lowest = lowestByte();
    int length = endOfBytes(top) - lowest;
    return Varint.sizeUnsigned(head(first * DIGIT_BYTES + lowest, digits[top] < 0))
        + Varint.sizeUnsigned(length)
        + length;
  }

  /**
   * Writes the sum: 0 for zero; else where its lowest byte that is not zero stands and the sign,
   * the number of bytes, the bytes of the magnitude from there, lowest first.
   */
  void write(ByteBuffer target) {
    normalize();
    int top = highest();
    if (top < 0) {
      Varint.writeUnsigned(target, 0);
      return;
    }
    int lowest = lowestByte();
    int end = endOfBytes(top);
    Varint.writeUnsigned(target, head(first * DIGIT_BYTES + lowest, digits[top] < 0));
    Varint.writeUnsigned(target, end - lowest);
    for (int i = lowest; i < end; i++) {
      target.put(byteAt(i));
    }
  }

  /** Reads into a new sum what {@link #write} wrote. */
  static ExactSum read(ByteBuffer source) {
    ExactSum sum = new ExactSum();
    int head = Varint.readCount(source, 2L * MAX_DIGITS * DIGIT_BYTES) - 1;
    if (head < 0) {
      return sum;
    }
    int lowest = head >> 1;
    int length = Varint.readCount(source, (long) MAX_DIGITS * DIGIT_BYTES - lowest);
    byte[] bytes = TextCodec.bytes(source, length);
    sum.first = lowest / DIGIT_BYTES;
    sum.digits = new long[(lowest + length + DIGIT_BYTES - 1) / DIGIT_BYTES - sum.first];
    for (int i = 0; i < length; i++) {
      int index = lowest + i;
      sum.digits[index / DIGIT_BYTES - sum.first] |=
          (bytes[i] & 0xffL) << Byte.SIZE * (index % DIGIT_BYTES);
    }
    if ((head & 1) != 0) {
      Arrays.setAll(sum.digits, i -> -sum.digits[i]);
    }
    return sum;
  }
}
