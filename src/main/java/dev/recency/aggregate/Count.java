package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** COUNT(*) and COUNT(x): events, or events whose argument is not NULL. O(1), 1 to 10 bytes. */
public final class Count implements InvertibleAggregate<Count.Events> {
  private final int slot;

  /** The accumulator. */
  static final class Events {
    private long count;
  }

  /**
   * @param slot of the argument; empty for COUNT(*)
   */
  public Count(OptionalInt slot) {
    this.slot = slot.orElse(-1);
  }

  @Override
  public SqlType type() {
    return SqlType.Simple.BIGINT;
  }

  @Override
  public Events create() {
    return new Events();
  }

  @Override
  public void clear(Events accumulator) {
    accumulator.count = 0;
  }

  private boolean counts(Arguments event) {
    return slot < 0 || !event.isNull(slot);
  }

  @Override
  public void add(Events into, Arguments event) {
    if (counts(event)) {
      into.count++;
    }
  }

  @Override
  public void remove(Events from, Arguments event) {
    if (counts(event)) {
      from.count--;
    }
  }

  @Override
  public void combine(Events into, Events other) {
    into.count += other.count;
  }

  @Override
  public Long lower(Events accumulator) {
    return accumulator.count;
  }

  @Override
  public void lower(Events accumulator, Row.Builder row, int slot) {
    row.setLong(slot, accumulator.count);
  }

  @Override
  public byte formatVersion() {
    return 2;
  }

  @Override
  public int sizeBytes(Events accumulator) {
    return Varint.sizeUnsigned(accumulator.count);
  }

  @Override
  public void write(Events accumulator, ByteBuffer target) {
    Varint.writeUnsigned(target, accumulator.count);
  }

  @Override
  public Events read(ByteBuffer source) {
    Events events = new Events();
    events.count = Varint.readUnsigned(source);
    return events;
  }
}
