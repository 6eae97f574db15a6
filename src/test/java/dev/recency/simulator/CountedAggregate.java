package dev.recency.simulator;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Arguments;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An aggregate that counts what is asked of it, and may combine more often than once. */
final class CountedAggregate<A> implements Aggregate<A> {
  private final Aggregate<A> aggregate;
  private final int times;
  private long additions;
  private long combinations;

  /**
   * @param times how often each combination is done
   */
  CountedAggregate(Aggregate<A> aggregate, int times) {
    this.aggregate = aggregate;
    this.times = times;
  }

  long additions() {
    return additions;
  }

  long combinations() {
    return combinations;
  }

  @Override
  public SqlType type() {
    return aggregate.type();
  }

  @Override
  public A create() {
    return aggregate.create();
  }

  @Override
  public void clear(A accumulator) {
    aggregate.clear(accumulator);
  }

  @Override
  public void add(A into, Arguments event) {
    additions++;
    aggregate.add(into, event);
  }

  @Override
  public void combine(A into, A other) {
    combinations++;
    for (int i = 0; i < times; i++) {
      aggregate.combine(into, other);
    }
  }

  @Override
  public @Nullable Object lower(A accumulator) {
    return aggregate.lower(accumulator);
  }

  @Override
  public byte formatVersion() {
    return aggregate.formatVersion();
  }

  @Override
  public int sizeBytes(A accumulator) {
    return aggregate.sizeBytes(accumulator);
  }

  @Override
  public void write(A accumulator, ByteBuffer target) {
    aggregate.write(accumulator, target);
  }

  @Override
  public A read(ByteBuffer source) {
    return aggregate.read(source);
  }
}
