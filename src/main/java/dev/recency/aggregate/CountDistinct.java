package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * COUNT_DISTINCT, exact: values that are not NULL, each with how often it is there. Values are the
 * same if they are equal in SQL (0.0 and −0.0) or both NaN.
 *
 * <p>O(size of the value) per event; O(distinct values) of state: value and count of each.
 */
public final class CountDistinct implements InvertibleAggregate<Occurrences> {
  private final Operand operand;

  CountDistinct(Operand operand) {
    this.operand = operand;
  }

  /**
   * The bytes of the argument, or null if it is NULL: two events count as one exactly if theirs are
   * equal.
   */
  public byte @Nullable [] encoded(Arguments event) {
    int slot = operand.slot();
    if (operand.type() == Simple.DOUBLE && !event.isNull(slot) && event.getDouble(slot) == 0) {
      return operand.codec().encode(0.0);
    }
    return operand.encoded(event);
  }

  @Override
  public SqlType type() {
    return Simple.BIGINT;
  }

  @Override
  public Occurrences create() {
    return new Occurrences();
  }

  @Override
  public void clear(Occurrences accumulator) {
    accumulator.clear();
  }

  @Override
  public void add(Occurrences into, Arguments event) {
    byte[] value = encoded(event);
    if (value != null) {
      into.add(value);
    }
  }

  @Override
  public void remove(Occurrences from, Arguments event) {
    byte[] value = encoded(event);
    if (value != null) {
      from.remove(value);
    }
  }

  @Override
  public void combine(Occurrences into, Occurrences other) {
    into.addAll(other);
  }

  @Override
  public Long lower(Occurrences accumulator) {
    return (long) accumulator.distinct();
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Occurrences accumulator) {
    return accumulator.sizeBytes();
  }

  @Override
  public void write(Occurrences accumulator, ByteBuffer target) {
    accumulator.write(target);
  }

  @Override
  public Occurrences read(ByteBuffer source) {
    return Occurrences.read(operand.codec(), source);
  }
}
