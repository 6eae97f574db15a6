package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * TOPK and TOPKDISTINCT: the k largest values that are not NULL, the largest first, in the order of
 * {@link Extreme}. TOPK keeps a value as often as it occurs.
 *
 * <p>Combine has no inverse. O(log k) per event, O(k) if it is among the k largest; O(k) of state.
 */
public final class TopValues implements Aggregate<TopValues.Top> {
  private final Operand operand;
  private final int count;
  private final boolean distinct;

  TopValues(Operand operand, int count, boolean distinct) {
    this.operand = operand;
    this.count = count;
    this.distinct = distinct;
  }

  /** The accumulator: the largest first. */
  static final class Top {
    private final List<Object> values = new ArrayList<>();
  }

  @Override
  public SqlType type() {
    return new SqlType.Array(operand.type());
  }

  @Override
  public Top create() {
    return new Top();
  }

  @Override
  public void clear(Top accumulator) {
    accumulator.values.clear();
  }

  @Override
  public void add(Top into, Arguments event) {
    Object value = operand.value(event);
    if (value != null) {
      offer(into.values, value);
    }
  }

  @Override
  public void combine(Top into, Top other) {
    other.values.forEach(value -> offer(into.values, value));
  }

  private void offer(List<Object> values, Object value) {
    int found =
        Collections.binarySearch(values, value, (left, right) -> ValueOrder.compare(right, left));
    if (found >= 0 && distinct) {
      return;
    }
    int index = found < 0 ? -found - 1 : found;
    if (index < count) {
      values.add(index, value);
      if (values.size() > count) {
        values.remove(count);
      }
    }
  }

  @Override
  public List<Object> lower(Top accumulator) {
    return List.copyOf(accumulator.values);
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Top accumulator) {
    int size = Varint.sizeUnsigned(accumulator.values.size());
    for (Object value : accumulator.values) {
      size += operand.codec().sizeBytes(value);
    }
    return size;
  }

  @Override
  public void write(Top accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.values.size());
    accumulator.values.forEach(value -> operand.codec().write(value, target));
  }

  @Override
  public Top read(ByteBuffer source) {
    Top top = new Top();
    int size = Varint.readCount(source, Math.min(count, source.remaining()));
    for (int i = 0; i < size; i++) {
      top.values.add(operand.codec().read(source));
    }
    return top;
  }
}
