package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of DOUBLE: the exact sum of the doubles that are in, rounded once, half to even; for
 * AVG then divided by the count. So it depends neither on the order of arrival nor on what was in
 * before, and a sum that is too large is infinite only as long as it is too large. NaN and
 * infinities give what IEEE 754 gives and leave with the event that brought them; a sum of nothing
 * but −0.0 is −0.0, any other zero is 0.0. NULL over nothing.
 *
 * <p>O(1) and no garbage per event, O(width) to read; typically 5 to 15 bytes: twice the count, plus
 * one if the numbers of NaN, ∞, −∞ and −0.0 follow; then the {@link ExactSum}.
 */
public final class DoubleTotals implements InvertibleAggregate<DoubleTotals.Total> {
  private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);

  private final int slot;
  private final boolean average;

  private DoubleTotals(int slot, boolean average) {
    this.slot = slot;
    this.average = average;
  }

  /** The accumulator. */
  static final class Total {
    private long count;
    private long notNumbers;
    private long infinities;
    private long negativeInfinities;
    private long negativeZeros;
    private ExactSum sum = new ExactSum();

    private boolean special() {
      return (notNumbers | infinities | negativeInfinities | negativeZeros) != 0;
    }

    private void countSpecial(double value, int by) {
      if (value == Double.POSITIVE_INFINITY) {
        infinities += by;
      } else if (value == Double.NEGATIVE_INFINITY) {
        negativeInfinities += by;
      } else if (value == 0) {
        negativeZeros += by;
      } else {
        notNumbers += by;
      }
    }

    private double nearest() {
      if (!special()) {
        return sum.nearestDouble();
      }
      if (notNumbers != 0 || (infinities != 0 && negativeInfinities != 0)) {
        return Double.NaN;
      }
      if (infinities != 0 || negativeInfinities != 0) {
        return infinities != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      return negativeZeros == count ? -0.0 : sum.nearestDouble();
    }
  }

  /** SUM. */
  static DoubleTotals sum(int slot) {
    return new DoubleTotals(slot, false);
  }

  /** AVG. */
  static DoubleTotals average(int slot) {
    return new DoubleTotals(slot, true);
  }

  @Override
  public SqlType type() {
    return Simple.DOUBLE;
  }

  @Override
  public Total create() {
    return new Total();
  }

  @Override
  public void clear(Total accumulator) {
    accumulator.count = 0;
    accumulator.notNumbers = 0;
    accumulator.infinities = 0;
    accumulator.negativeInfinities = 0;
    accumulator.negativeZeros = 0;
    accumulator.sum.clear();
  }

  @Override
  public void add(Total into, Arguments event) {
    if (!event.isNull(slot)) {
      into.count++;
      take(into, event.getDouble(slot), 1);
    }
  }

  @Override
  public void remove(Total from, Arguments event) {
    if (!event.isNull(slot)) {
      from.count--;
      take(from, event.getDouble(slot), -1);
    }
  }

  private static void take(Total total, double value, int by) {
    long bits = Double.doubleToRawLongBits(value);
    if (!Binary64.finite(bits) || bits == NEGATIVE_ZERO) {
      total.countSpecial(value, by);
    } else if (bits != 0) {
      boolean negative = (bits < 0) == (by > 0);
      total.sum.add(Binary64.magnitude(bits), Binary64.position(bits), negative);
    }
  }

  @Override
  public void combine(Total into, Total other) {
    into.count += other.count;
    into.notNumbers += other.notNumbers;
    into.infinities += other.infinities;
    into.negativeInfinities += other.negativeInfinities;
    into.negativeZeros += other.negativeZeros;
    into.sum.add(other.sum);
  }

  @Override
  public @Nullable Object lower(Total accumulator) {
    return accumulator.count == 0 ? null : value(accumulator);
  }

  @Override
  public void lower(Total accumulator, Row.Builder row, int rowSlot) {
    if (accumulator.count == 0) {
      row.setNull(rowSlot);
    } else {
      row.setDouble(rowSlot, value(accumulator));
    }
  }

  private double value(Total total) {
    return average ? total.nearest() / total.count : total.nearest();
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Total accumulator) {
    int size =
        Varint.sizeUnsigned(accumulator.count << 1) + ExactSumCodec.sizeBytes(accumulator.sum);
    return accumulator.special()
        ? size
            + Varint.sizeUnsigned(accumulator.notNumbers)
            + Varint.sizeUnsigned(accumulator.infinities)
            + Varint.sizeUnsigned(accumulator.negativeInfinities)
            + Varint.sizeUnsigned(accumulator.negativeZeros)
        : size;
  }

  @Override
  public void write(Total accumulator, ByteBuffer target) {
    boolean special = accumulator.special();
    Varint.writeUnsigned(target, accumulator.count << 1 | (special ? 1 : 0));
    if (special) {
      Varint.writeUnsigned(target, accumulator.notNumbers);
      Varint.writeUnsigned(target, accumulator.infinities);
      Varint.writeUnsigned(target, accumulator.negativeInfinities);
      Varint.writeUnsigned(target, accumulator.negativeZeros);
    }
    ExactSumCodec.write(accumulator.sum, target);
  }

  @Override
  public Total read(ByteBuffer source) {
    Total total = new Total();
    long head = Varint.readUnsigned(source);
    total.count = head >>> 1;
    if ((head & 1) != 0) {
      total.notNumbers = Varint.readUnsigned(source);
      total.infinities = Varint.readUnsigned(source);
      total.negativeInfinities = Varint.readUnsigned(source);
      total.negativeZeros = Varint.readUnsigned(source);
    }
    total.sum = ExactSumCodec.read(source);
    return total;
  }
}
