package dev.recency.aggregate;

import java.math.BigInteger;

/** A fraction of integers as the nearest double. */
final class Quotient {
  private static final int PRECISION = 53;

  private Quotient() {}

  /**
   * The nearest double to {@code numerator / denominator · 2^exponent}, half to even; infinite if it
   * is too large. O(bits²).
   *
   * @param numerator 0 or more
   * @param denominator above 0
   */
  static double nearestDouble(BigInteger numerator, BigInteger denominator, int exponent) {
    if (numerator.signum() == 0) {
      return 0;
    }
    int shift = Math.max(0, PRECISION + 3 - numerator.bitLength() + denominator.bitLength());
    BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(denominator);
    BigInteger quotient = parts[0].shiftLeft(1);
    boolean exact = parts[1].signum() == 0;
    return nearestDouble(exact ? quotient : quotient.setBit(0), exponent - shift - 1);
  }

  /** The lowest bit may stand for any further ones: it is never among those that are kept. */
  private static double nearestDouble(BigInteger value, int exponent) {
    int lowest = Math.max(value.bitLength() - PRECISION + exponent, Binary64.UNIT_EXPONENT);
    int dropped = lowest - exponent;
    if (dropped <= 0) {
      return Math.scalb(value.doubleValue(), exponent);
    }
    BigInteger kept = value.shiftRight(dropped);
    boolean half = value.testBit(dropped - 1);
    boolean more = half && (kept.testBit(0) || value.getLowestSetBit() < dropped - 1);
    return Math.scalb(kept.doubleValue() + (more ? 1 : 0), lowest);
  }
}
