package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of DECIMAL, exact. A sum with more digits than its type is NULL until it fits again;
 * an average is the exact quotient, rounded half up. Over nothing NULL under {@code WINDOW SLIDING}
 * and 0 elsewhere.
 *
 * <p>O(digits) per event; 3 to about 50 bytes: count, length, unscaled sum.
 */
public final class DecimalTotals implements InvertibleAggregate<DecimalTotals.Total> {
  private final int slot;
  private final int scale;
  private final SqlType.Decimal type;
  private final boolean average;
  private final boolean nullOverNothing;
  private final BigInteger bound;

  private DecimalTotals(
      int slot, int scale, SqlType.Decimal type, boolean average, boolean nullOverNothing) {
    this.slot = slot;
    this.scale = scale;
    this.type = type;
    this.average = average;
    this.nullOverNothing = nullOverNothing;
    this.bound = BigInteger.TEN.pow(type.precision());
  }

  /** The accumulator. */
  static final class Total {
    private long count;
    private BigInteger unscaled = BigInteger.ZERO;
  }

  /**
   * SUM.
   *
   * @param scale of the argument, at most that of the type
   */
  static DecimalTotals sum(int slot, int scale, SqlType.Decimal type, boolean nullOverNothing) {
    return new DecimalTotals(slot, scale, type, false, nullOverNothing);
  }

  /**
   * AVG.
   *
   * @param scale of the argument
   */
  static DecimalTotals average(int slot, int scale, SqlType.Decimal type, boolean nullOverNothing) {
    return new DecimalTotals(slot, scale, type, true, nullOverNothing);
  }

  @Override
  public SqlType type() {
    return type;
  }

  @Override
  public Total create() {
    return new Total();
  }

  @Override
  public void clear(Total accumulator) {
    accumulator.count = 0;
    accumulator.unscaled = BigInteger.ZERO;
  }

  @Override
  public void add(Total into, Arguments event) {
    if (event.getReference(slot) instanceof BigDecimal value) {
      into.count++;
      into.unscaled = into.unscaled.add(value.setScale(scale).unscaledValue());
    }
  }

  @Override
  public void remove(Total from, Arguments event) {
    if (event.getReference(slot) instanceof BigDecimal value) {
      from.count--;
      from.unscaled = from.unscaled.subtract(value.setScale(scale).unscaledValue());
    }
  }

  @Override
  public void combine(Total into, Total other) {
    into.count += other.count;
    into.unscaled = into.unscaled.add(other.unscaled);
  }

  @Override
  public @Nullable Object lower(Total accumulator) {
    if (accumulator.count == 0) {
      return nullOverNothing ? null : BigDecimal.ZERO.setScale(type.scale());
    }
    BigDecimal value = value(accumulator);
    return fits(value) ? value : null;
  }

  @Override
  public boolean overflows(Total accumulator) {
    return accumulator.count != 0 && !fits(value(accumulator));
  }

  private BigDecimal value(Total total) {
    BigDecimal sum = new BigDecimal(total.unscaled, scale);
    return average
        ? sum.divide(BigDecimal.valueOf(total.count), type.scale(), RoundingMode.HALF_UP)
        : sum.setScale(type.scale());
  }

  private boolean fits(BigDecimal value) {
    return value.unscaledValue().abs().compareTo(bound) < 0;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Total accumulator) {
    return Varint.sizeUnsigned(accumulator.count) + DecimalCodec.sizeBytes(accumulator.unscaled);
  }

  @Override
  public void write(Total accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.count);
    DecimalCodec.write(accumulator.unscaled, target);
  }

  @Override
  public Total read(ByteBuffer source) {
    Total total = new Total();
    total.count = Varint.readUnsigned(source);
    total.unscaled = DecimalCodec.readInteger(source);
    return total;
  }
}
