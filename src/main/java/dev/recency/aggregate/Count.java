package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * COUNT(*) and COUNT(x): events, or events whose argument is not NULL. O(1), 8 bytes.
 *
 * @param slot of the argument; empty for COUNT(*)
 */
public record Count(OptionalInt slot) implements InvertibleAggregate<Long> {
  @Override
  public SqlType type() {
    return SqlType.Simple.BIGINT;
  }

  @Override
  public Long empty() {
    return 0L;
  }

  @Override
  public Long lift(Row arguments) {
    return slot.isPresent() && arguments.isNull(slot.getAsInt()) ? 0L : 1L;
  }

  @Override
  public Long combine(Long older, Long newer) {
    return older + newer;
  }

  @Override
  public Long remove(Long whole, Long oldest) {
    return whole - oldest;
  }

  @Override
  public Long lower(Long accumulator) {
    return accumulator;
  }

  @Override
  public byte formatVersion() {
    return 1;
  }

  @Override
  public int sizeBytes(Long accumulator) {
    return Long.BYTES;
  }

  @Override
  public void write(Long accumulator, ByteBuffer target) {
    target.putLong(accumulator);
  }

  @Override
  public Long read(ByteBuffer source) {
    return source.getLong();
  }
}
