package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * ATTR: the one value that all events have, NULL as good as any other; NULL as soon as two differ,
 * and over nothing. 0.0 and −0.0 differ, every NaN is one value.
 *
 * <p>O(size of the value) per event; O(distinct values) of state, which are one where ATTR is in
 * place: number of NULLs, then value and count of each.
 */
final class OnlyValue implements InvertibleAggregate<OnlyValue.Values> {
  private final Operand operand;

  OnlyValue(Operand operand) {
    this.operand = operand;
  }

  /** The accumulator. */
  static final class Values {
    private long nulls;
    private final Occurrences others;

    private Values(long nulls, Occurrences others) {
      this.nulls = nulls;
      this.others = others;
    }
  }

  @Override
  public SqlType type() {
    return operand.type();
  }

  @Override
  public Values create() {
    return new Values(0, new Occurrences());
  }

  @Override
  public void clear(Values accumulator) {
    accumulator.nulls = 0;
    accumulator.others.clear();
  }

  @Override
  public void add(Values into, Arguments event) {
    byte[] value = operand.encoded(event);
    if (value == null) {
      into.nulls++;
    } else {
      into.others.add(value);
    }
  }

  @Override
  public void remove(Values from, Arguments event) {
    byte[] value = operand.encoded(event);
    if (value == null) {
      from.nulls = Math.max(0, from.nulls - 1);
    } else {
      from.others.remove(value);
    }
  }

  @Override
  public void combine(Values into, Values other) {
    into.nulls += other.nulls;
    into.others.addAll(other.others);
  }

  @Override
  public @Nullable Object lower(Values accumulator) {
    boolean one = accumulator.nulls == 0 && accumulator.others.distinct() == 1;
    return one ? operand.codec().read(ByteBuffer.wrap(accumulator.others.any())) : null;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Values accumulator) {
    return Varint.sizeUnsigned(accumulator.nulls) + accumulator.others.sizeBytes();
  }

  @Override
  public void write(Values accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.nulls);
    accumulator.others.write(target);
  }

  @Override
  public Values read(ByteBuffer source) {
    long nulls = Varint.readUnsigned(source);
    return new Values(nulls, Occurrences.read(operand.codec(), source));
  }
}
