package dev.recency.plan.row;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Value of a STRUCT: one value per field, in the order of its type. Immutable. */
public final class StructValue {
  private final @Nullable Object[] values;

  private StructValue(@Nullable Object[] values) {
    this.values = values;
  }

  /** A struct of these values; the array is taken over and must not be changed afterwards. */
  public static StructValue of(@Nullable Object... values) {
    return new StructValue(values);
  }

  /** Value of the field at this index. */
  public @Nullable Object get(int index) {
    return values[index];
  }

  /** Number of fields. */
  public int size() {
    return values.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StructValue that && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    List<@Nullable Object> list = Arrays.asList(values);
    return list.toString();
  }
}
