package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row as arguments.
 *
 * @param row one slot per argument
 */
public record RowArguments(Row row, long position) implements Arguments {
  @Override
  public boolean isNull(int slot) {
    return row.isNull(slot);
  }

  @Override
  public long getLong(int slot) {
    return row.getLong(slot);
  }

  @Override
  public double getDouble(int slot) {
    return row.getDouble(slot);
  }

  @Override
  public @Nullable Object getReference(int slot) {
    return row.getReference(slot);
  }
}
