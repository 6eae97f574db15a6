package dev.recency.window;

import dev.recency.aggregate.Arguments;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The record at hand as arguments; one instance for all. */
final class RecordView implements Arguments {
  private @Nullable KeyedRecord record;

  /** Shows this record from now on. */
  RecordView of(KeyedRecord record) {
    this.record = record;
    return this;
  }

  private KeyedRecord record() {
    return Objects.requireNonNull(record);
  }

  @Override
  public long position() {
    return record().eventTimeMillis();
  }

  @Override
  public boolean isNull(int slot) {
    return record().arguments().isNull(slot);
  }

  @Override
  public long getLong(int slot) {
    return record().arguments().getLong(slot);
  }

  @Override
  public double getDouble(int slot) {
    return record().arguments().getDouble(slot);
  }

  @Override
  public @Nullable Object getReference(int slot) {
    return record().arguments().getReference(slot);
  }
}
