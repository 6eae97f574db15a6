package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** SUM of DOUBLE as it must not be: a running sum by plus and minus. */
final class PlainSum implements InvertibleAggregate<PlainSum.Running> {
  /** The accumulator. */
  static final class Running {
    private long count;
    private double sum;
  }

  @SuppressWarnings("unchecked")
  static Aggregate<Object> erased() {
    return (Aggregate<Object>) (Aggregate<?>) new PlainSum();
  }

  @Override
  public SqlType type() {
    return Simple.DOUBLE;
  }

  @Override
  public Running create() {
    return new Running();
  }

  @Override
  public void clear(Running accumulator) {
    accumulator.count = 0;
    accumulator.sum = 0;
  }

  @Override
  public void add(Running into, Arguments event) {
    if (!event.isNull(0)) {
      into.count++;
      into.sum += event.getDouble(0);
    }
  }

  @Override
  public void remove(Running from, Arguments event) {
    if (!event.isNull(0)) {
      from.count--;
      from.sum -= event.getDouble(0);
    }
  }

  @Override
  public void combine(Running into, Running other) {
    into.count += other.count;
    into.sum += other.sum;
  }

  @Override
  public @Nullable Object lower(Running accumulator) {
    return accumulator.count == 0 ? null : accumulator.sum;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Running accumulator) {
    return 2 * Long.BYTES;
  }

  @Override
  public void write(Running accumulator, ByteBuffer target) {
    target.putLong(accumulator.count).putDouble(accumulator.sum);
  }

  @Override
  public Running read(ByteBuffer source) {
    Running running = new Running();
    running.count = source.getLong();
    running.sum = source.getDouble();
    return running;
  }
}
