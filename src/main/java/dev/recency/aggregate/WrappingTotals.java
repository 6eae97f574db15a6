package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * SUM, AVG and SUM_LIST of INTEGER and BIGINT as the dialect has them: the sum wraps around in 32
 * or 64 bits, for AVG too, which divides the wrapped sum by the count as DOUBLE. Over nothing they
 * are 0. SUM_LIST adds the elements of an ARRAY that are not NULL.
 *
 * <p>O(1) per event, O(elements) for SUM_LIST; 2 to 20 bytes: count, sum.
 */
final class WrappingTotals implements InvertibleAggregate<WrappingTotals.Total> {
  private final int slot;
  private final Simple argument;
  private final boolean average;
  private final boolean lists;

  private WrappingTotals(int slot, Simple argument, boolean average, boolean lists) {
    this.slot = slot;
    this.argument = argument;
    this.average = average;
    this.lists = lists;
  }

  /** The accumulator. The sum modulo 2^64 has that modulo 2^32 in its lower half. */
  static final class Total {
    private long count;
    private long sum;
  }

  /** SUM of this type, which is INTEGER or BIGINT. */
  static WrappingTotals sum(int slot, Simple type) {
    return new WrappingTotals(slot, type, false, false);
  }

  /** AVG of this type, which is INTEGER or BIGINT. */
  static WrappingTotals average(int slot, Simple type) {
    return new WrappingTotals(slot, type, true, false);
  }

  /** SUM_LIST of an ARRAY of this type, which is INTEGER or BIGINT. */
  static WrappingTotals lists(int slot, Simple type) {
    return new WrappingTotals(slot, type, false, true);
  }

  @Override
  public SqlType type() {
    return average ? Simple.DOUBLE : argument;
  }

  @Override
  public Total create() {
    return new Total();
  }

  @Override
  public void clear(Total accumulator) {
    accumulator.count = 0;
    accumulator.sum = 0;
  }

  @Override
  public void add(Total into, Arguments event) {
    if (!event.isNull(slot)) {
      into.count++;
      into.sum += value(event);
    }
  }

  @Override
  public void remove(Total from, Arguments event) {
    if (!event.isNull(slot)) {
      from.count--;
      from.sum -= value(event);
    }
  }

  private long value(Arguments event) {
    if (!lists) {
      return event.getLong(slot);
    }
    long sum = 0;
    if (event.getReference(slot) instanceof List<?> elements) {
      for (Object element : elements) {
        sum += element instanceof Number number ? number.longValue() : 0;
      }
    }
    return sum;
  }

  @Override
  public void combine(Total into, Total other) {
    into.count += other.count;
    into.sum += other.sum;
  }

  private long wrapped(Total total) {
    return argument == Simple.INTEGER ? (int) total.sum : total.sum;
  }

  private double quotient(Total total) {
    return total.count == 0 ? 0 : wrapped(total) / (double) total.count;
  }

  @Override
  public Object lower(Total accumulator) {
    if (average) {
      return quotient(accumulator);
    }
    long sum = wrapped(accumulator);
    return argument == Simple.INTEGER ? (Object) (int) sum : sum;
  }

  @Override
  public void lower(Total accumulator, Row.Builder row, int rowSlot) {
    if (average) {
      row.setDouble(rowSlot, quotient(accumulator));
    } else {
      row.setLong(rowSlot, wrapped(accumulator));
    }
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Total accumulator) {
    return Varint.sizeUnsigned(accumulator.count) + Varint.sizeSigned(accumulator.sum);
  }

  @Override
  public void write(Total accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.count);
    Varint.writeSigned(target, accumulator.sum);
  }

  @Override
  public Total read(ByteBuffer source) {
    Total total = new Total();
    total.count = Varint.readUnsigned(source);
    total.sum = Varint.readSigned(source);
    return total;
  }
}
