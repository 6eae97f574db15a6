package dev.recency.aggregate;

/**
 * The parts of a finite DOUBLE: {@code ± magnitude · 2^position} in units of the smallest one,
 * {@code 2^-1074}, so that every sum of doubles is a sum of integers.
 */
final class Binary64 {
  /** The exponent of the unit. */
  static final int UNIT_EXPONENT = -1074;

  private static final int FRACTION_BITS = 52;
  private static final int MAX_EXPONENT = 0x7ff;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;

  private Binary64() {}

  private static int exponent(long bits) {
    return (int) (bits >>> FRACTION_BITS) & MAX_EXPONENT;
  }

  /** Whether these bits are neither an infinity nor NaN. */
  static boolean finite(long bits) {
    return exponent(bits) != MAX_EXPONENT;
  }

  /** At most 53 bits. */
  static long magnitude(long bits) {
    long fraction = bits & FRACTION;
    return exponent(bits) == 0 ? fraction : fraction | FRACTION + 1;
  }

  /** 0 to 2045. */
  static int position(long bits) {
    return Math.max(exponent(bits) - 1, 0);
  }
}
