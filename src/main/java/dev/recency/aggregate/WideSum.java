package dev.recency.aggregate;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An exact sum of longs: 128 bits in two's complement, which 2^63 of them cannot leave. O(1), no
 * garbage. Written as a zigzag varint of 1 to 19 bytes.
 */
final class WideSum {
  private static final int BITS = 7;
  private static final int MASK = 0x7f;

  private long high;
  private long low;

  void clear() {
    high = 0;
    low = 0;
  }

  void add(long value) {
    add(value >> Long.SIZE - 1, value);
  }

  void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }

  void subtract(long value) {
    long borrow = Long.compareUnsigned(low, value) < 0 ? 1 : 0;
    low -= value;
    high -= (value >> Long.SIZE - 1) + borrow;
  }

  boolean fitsLong() {
    return high == low >> Long.SIZE - 1;
  }

  /** The sum, if it fits; its lower 64 bits otherwise. */
  long longValue() {
    return low;
  }

  /** The nearest double, half to even. */
  double nearestDouble() {
    if (fitsLong()) {
      return low;
    }
    byte[] bytes = new byte[2 * Long.BYTES];
    ByteBuffer.wrap(bytes).putLong(high).putLong(low);
    return new BigInteger(bytes).doubleValue();
  }

  int sizeBytes() {
    long sign = high >> Long.SIZE - 1;
    long upper = (high << 1 | low >>> Long.SIZE - 1) ^ sign;
    if (upper == 0) {
      return Varint.sizeUnsigned(low << 1 ^ sign);
    }
    return (2 * Long.SIZE - Long.numberOfLeadingZeros(upper) + BITS - 1) / BITS;
  }

  void write(ByteBuffer target) {
    long sign = high >> Long.SIZE - 1;
    long upper = (high << 1 | low >>> Long.SIZE - 1) ^ sign;
    long lower = low << 1 ^ sign;
    while (upper != 0 || (lower & ~MASK) != 0) {
      target.put((byte) (lower | ~MASK));
      lower = lower >>> BITS | upper << Long.SIZE - BITS;
      upper >>>= BITS;
    }
    target.put((byte) lower);
  }

  void read(ByteBuffer source) {
    long upper = 0;
    long lower = 0;
    int shift = 0;
    long next;
    do {
      next = source.get();
      long bits = next & MASK;
      if (shift > 2 * Long.SIZE - BITS && bits >>> 2 * Long.SIZE - shift != 0) {
        throw new IllegalArgumentException("sum of more than 128 bits");
      }
      if (shift < Long.SIZE) {
        lower |= bits << shift;
        upper |= bits >>> 1 >>> Long.SIZE - 1 - shift;
      } else {
        upper |= bits << shift - Long.SIZE;
      }
      shift += BITS;
    } while (next < 0 && shift < 2 * Long.SIZE);
    if (next < 0) {
      throw new IllegalArgumentException("sum of more than 128 bits");
    }
    long sign = -(lower & 1);
    low = (lower >>> 1 | upper << Long.SIZE - 1) ^ sign;
    high = upper >>> 1 ^ sign;
  }
}
