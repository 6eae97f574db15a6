package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of INTEGER and BIGINT. The sum keeps its type: it is NULL while the true one does not
 * fit, and there again as soon as it fits. The average is the exact sum, rounded once to DOUBLE,
 * divided by the count. NULL over nothing.
 *
 * <p>O(1) and no garbage per event; 2 to 29 bytes: count, sum as varints.
 */
public final class IntegerTotals implements InvertibleAggregate<IntegerTotals.Total> {
  private final int slot;
  private final Simple type;

  private IntegerTotals(int slot, Simple type) {
    this.slot = slot;
    this.type = type;
  }

  /** The accumulator. */
  static final class Total {
    private long count;
    private final WideSum sum = new WideSum();
  }

  /** SUM of this type, which is INTEGER or BIGINT. */
  static IntegerTotals sum(int slot, Simple type) {
    return new IntegerTotals(slot, type);
  }

  /** AVG of either type. */
  static IntegerTotals average(int slot) {
    return new IntegerTotals(slot, Simple.DOUBLE);
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
    accumulator.sum.clear();
  }

  @Override
  public void add(Total into, Arguments event) {
    if (!event.isNull(slot)) {
      into.count++;
      into.sum.add(event.getLong(slot));
    }
  }

  @Override
  public void remove(Total from, Arguments event) {
    if (!event.isNull(slot)) {
      from.count--;
      from.sum.subtract(event.getLong(slot));
    }
  }

  @Override
  public void combine(Total into, Total other) {
    into.count += other.count;
    into.sum.add(other.sum);
  }

  @Override
  public @Nullable Object lower(Total accumulator) {
    if (accumulator.count == 0 || overflows(accumulator)) {
      return null;
    }
    if (type == Simple.DOUBLE) {
      return accumulator.sum.nearestDouble() / accumulator.count;
    }
    long sum = accumulator.sum.longValue();
    return type == Simple.INTEGER ? (Object) (int) sum : sum;
  }

  @Override
  public void lower(Total accumulator, Row.Builder row, int rowSlot) {
    if (accumulator.count == 0 || overflows(accumulator)) {
      row.setNull(rowSlot);
    } else if (type == Simple.DOUBLE) {
      row.setDouble(rowSlot, accumulator.sum.nearestDouble() / accumulator.count);
    } else {
      row.setLong(rowSlot, accumulator.sum.longValue());
    }
  }

  @Override
  public boolean overflows(Total accumulator) {
    if (type == Simple.DOUBLE) {
      return false;
    }
    long sum = accumulator.sum.longValue();
    return !accumulator.sum.fitsLong() || (type == Simple.INTEGER && sum != (int) sum);
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Total accumulator) {
    return Varint.sizeUnsigned(accumulator.count) + accumulator.sum.sizeBytes();
  }

  @Override
  public void write(Total accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.count);
    accumulator.sum.write(target);
  }

  @Override
  public Total read(ByteBuffer source) {
    Total total = new Total();
    total.count = Varint.readUnsigned(source);
    total.sum.read(source);
    return total;
  }
}
