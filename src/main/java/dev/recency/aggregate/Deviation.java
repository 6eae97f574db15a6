package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * STDDEV_SAMP and STDDEV_SAMPLE of INTEGER, BIGINT and DOUBLE: the square root of the exact sample
 * variance, rounded once to DOUBLE. NULL below two values, NaN if one of them is not finite.
 *
 * <p>Keeps the exact sums of the values and of their squares; the variance is {@code (n · Σx² −
 * (Σx)²) / (n · (n − 1))}. O(1) and no garbage per event, O(width²) to read; typically 10 to 40
 * bytes: count, number of values that are not finite, both {@link ExactSum}s.
 */
public final class Deviation implements InvertibleAggregate<Deviation.Moments> {
  private final int slot;
  private final boolean real;

  private Deviation(int slot, boolean real) {
    this.slot = slot;
    this.real = real;
  }

  /** The accumulator. */
  static final class Moments {
    private long count;
    private long notFinite;
    private ExactSum sum = new ExactSum();
    private ExactSum squares = new ExactSum();
  }

  /** Of INTEGER or BIGINT. */
  static Deviation ofIntegers(int slot) {
    return new Deviation(slot, false);
  }

  /** Of DOUBLE. */
  static Deviation ofDoubles(int slot) {
    return new Deviation(slot, true);
  }

  @Override
  public SqlType type() {
    return Simple.DOUBLE;
  }

  @Override
  public Moments create() {
    return new Moments();
  }

  @Override
  public void clear(Moments accumulator) {
    accumulator.count = 0;
    accumulator.notFinite = 0;
    accumulator.sum.clear();
    accumulator.squares.clear();
  }

  @Override
  public void add(Moments into, Arguments event) {
    take(into, event, 1);
  }

  @Override
  public void remove(Moments from, Arguments event) {
    take(from, event, -1);
  }

  private void take(Moments moments, Arguments event, int by) {
    if (event.isNull(slot)) {
      return;
    }
    moments.count += by;
    if (!real) {
      long value = event.getLong(slot);
      take(moments, Math.abs(value), 0, value < 0, by < 0);
      return;
    }
    long bits = Double.doubleToRawLongBits(event.getDouble(slot));
    if (Binary64.finite(bits)) {
      take(moments, Binary64.magnitude(bits), Binary64.position(bits), bits < 0, by < 0);
    } else {
      moments.notFinite += by;
    }
  }

  /** The magnitude has no sign, but its square has the same bits if it is taken to have one. */
  private static void take(
      Moments moments, long magnitude, int position, boolean negative, boolean out) {
    if (magnitude != 0) {
      long high = Math.multiplyHigh(magnitude, magnitude);
      moments.sum.add(magnitude, position, negative != out);
      moments.squares.add(high, magnitude * magnitude, 2 * position, out);
    }
  }

  @Override
  public void combine(Moments into, Moments other) {
    into.count += other.count;
    into.notFinite += other.notFinite;
    into.sum.add(other.sum);
    into.squares.add(other.squares);
  }

  @Override
  public @Nullable Object lower(Moments accumulator) {
    if (accumulator.count < 2) {
      return null;
    }
    return accumulator.notFinite == 0 ? Math.sqrt(variance(accumulator)) : Double.NaN;
  }

  private double variance(Moments moments) {
    int squareBits = 2 * Byte.SIZE * moments.sum.lowestByte();
    int bits = Byte.SIZE * moments.squares.lowestByte();
    int common = Math.min(squareBits, bits);
    BigInteger count = BigInteger.valueOf(moments.count);
    BigInteger sum = integer(moments.sum);
    BigInteger squares = integer(moments.squares).shiftLeft(bits - common);
    BigInteger numerator =
        squares.multiply(count).subtract(sum.multiply(sum).shiftLeft(squareBits - common));
    int unit = real ? 2 * Binary64.UNIT_EXPONENT : 0;
    return Quotient.nearestDouble(
        numerator, count.multiply(count.subtract(BigInteger.ONE)), unit + common);
  }

  private static BigInteger integer(ExactSum sum) {
    byte[] bytes = sum.magnitude();
    for (int low = 0, high = bytes.length - 1; low < high; low++, high--) {
      byte other = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = other;
    }
    return new BigInteger(sum.signum(), bytes);
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Moments accumulator) {
    return Varint.sizeUnsigned(accumulator.count)
        + Varint.sizeUnsigned(accumulator.notFinite)
        + ExactSumCodec.sizeBytes(accumulator.sum)
        + ExactSumCodec.sizeBytes(accumulator.squares);
  }

  @Override
  public void write(Moments accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.count);
    Varint.writeUnsigned(target, accumulator.notFinite);
    ExactSumCodec.write(accumulator.sum, target);
    ExactSumCodec.write(accumulator.squares, target);
  }

  @Override
  public Moments read(ByteBuffer source) {
    Moments moments = new Moments();
    moments.count = Varint.readUnsigned(source);
    moments.notFinite = Varint.readUnsigned(source);
    moments.sum = ExactSumCodec.read(source);
    moments.squares = ExactSumCodec.read(source);
    return moments;
  }
}
