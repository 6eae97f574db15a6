package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * COUNT_DISTINCT, exact: values that are not NULL, each with how often it is there. Values are the
 * same if they are equal in SQL (0.0 and −0.0) or both NaN.
 *
 * <p>O(size of the value) per event; O(distinct values) of state: value and count of each.
 */
public final class CountDistinct implements InvertibleAggregate<CountDistinct.Occurrences> {
  private final Operand operand;

  CountDistinct(Operand operand) {
    this.operand = operand;
  }

  /** The accumulator. */
  static final class Occurrences {
    private final Map<Encoded, Long> counts = new HashMap<>();
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
    accumulator.counts.clear();
  }

  @Override
  public void add(Occurrences into, Arguments event) {
    byte[] value = encoded(event);
    if (value != null) {
      into.counts.merge(new Encoded(value), 1L, Long::sum);
    }
  }

  @Override
  public void remove(Occurrences from, Arguments event) {
    byte[] value = encoded(event);
    if (value != null) {
      from.counts.compute(
          new Encoded(value), (each, count) -> count == null || count == 1 ? null : count - 1);
    }
  }

  @Override
  public void combine(Occurrences into, Occurrences other) {
    other.counts.forEach((value, count) -> into.counts.merge(value, count, Long::sum));
  }

  @Override
  public Long lower(Occurrences accumulator) {
    return (long) accumulator.counts.size();
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Occurrences accumulator) {
    int size = Varint.sizeUnsigned(accumulator.counts.size());
    for (Map.Entry<Encoded, Long> entry : accumulator.counts.entrySet()) {
      byte[] bytes = entry.getKey().bytes();
      size += Varint.sizeUnsigned(entry.getValue()) + (bytes == null ? 0 : bytes.length);
    }
    return size;
  }

  @Override
  public void write(Occurrences accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.counts.size());
    new TreeMap<>(accumulator.counts)
        .forEach(
            (value, count) -> {
              byte[] bytes = value.bytes();
              target.put(bytes == null ? new byte[0] : bytes);
              Varint.writeUnsigned(target, count);
            });
  }

  @Override
  public Occurrences read(ByteBuffer source) {
    Occurrences occurrences = new Occurrences();
    int distinct = Varint.readCount(source, source.remaining());
    for (int i = 0; i < distinct; i++) {
      byte[] value = operand.codec().encode(operand.codec().read(source));
      if (occurrences.counts.put(new Encoded(value), Varint.readUnsigned(source)) != null) {
        throw new IllegalArgumentException("value twice: " + Arrays.toString(value));
      }
    }
    return occurrences;
  }
}
