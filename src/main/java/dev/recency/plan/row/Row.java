package dev.recency.plan.row;

import dev.recency.plan.type.SqlType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row: a value per slot of its layout. Primitive types live unboxed in an array of longs, so a
 * filter reads them without allocation; all others are references. A row is filled once by whoever
 * makes it (see {@link Builder}) and never changes afterwards, so it may be shared.
 */
public final class Row {
  /** Stands in the reference array where a primitive value is present. */
  private static final Object PRESENT = Boolean.TRUE;

  private final long[] primitives;
  private final @Nullable Object[] references;

  private Row(long[] primitives, @Nullable Object[] references) {
    this.primitives = primitives;
    this.references = references;
  }

  /** Number of slots. */
  public int size() {
    return references.length;
  }

  /** Whether the slot holds SQL NULL. */
  public boolean isNull(int slot) {
    return references[slot] == null;
  }

  /** INTEGER, BIGINT, TIMESTAMP, DATE or TIME of the slot; 0 if null. */
  public long getLong(int slot) {
    return primitives[slot];
  }

  /** DOUBLE of the slot; 0 if null. */
  public double getDouble(int slot) {
    return Double.longBitsToDouble(primitives[slot]);
  }

  /** BOOLEAN of the slot; false if null. */
  public boolean getBoolean(int slot) {
    return primitives[slot] != 0;
  }

  /** Value of a slot of a type that is not primitive. */
  public @Nullable Object getReference(int slot) {
    return references[slot];
  }

  /** Value of the slot as {@link SqlType} represents it, boxed where it is primitive. */
  public @Nullable Object get(int slot, SqlType type) {
    Object reference = references[slot];
    if (reference == null || !(type instanceof SqlType.Simple simple)) {
      return reference;
    }
    return switch (simple) {
      case BOOLEAN -> getBoolean(slot);
      case INTEGER, DATE, TIME -> (int) getLong(slot);
      case BIGINT, TIMESTAMP -> getLong(slot);
      case DOUBLE -> getDouble(slot);
      case STRING, BYTES, NULL -> reference;
    };
  }

  /** A row of these boxed values, one per type. */
  public static Row of(List<SqlType> types, List<? extends @Nullable Object> values) {
    Builder builder = new Builder(types.size());
    for (int slot = 0; slot < types.size(); slot++) {
      builder.set(slot, types.get(slot), values.get(slot));
    }
    return builder.build();
  }

  /** The slots of this row from one on, up to but without another. */
  public Row part(int from, int to) {
    return new Row(
        Arrays.copyOfRange(primitives, from, to), Arrays.copyOfRange(references, from, to));
  }

  /** One row with the slots of these rows, one row after the other. */
  public static Row join(Row... rows) {
    Builder builder = new Builder(Arrays.stream(rows).mapToInt(Row::size).sum());
    int slot = 0;
    for (Row row : rows) {
      System.arraycopy(row.primitives, 0, builder.primitives, slot, row.size());
      System.arraycopy(row.references, 0, builder.references, slot, row.size());
      slot += row.size();
    }
    return builder.build();
  }

  /** A row of so many slots that are all NULL. */
  public static Row ofNulls(int size) {
    return new Builder(size).build();
  }

  /** Fills one row; slots that are not set are NULL. Use once. */
  public static final class Builder {
    private final long[] primitives;
    private final @Nullable Object[] references;

    /** A builder for a row of this many slots. */
    public Builder(int size) {
      primitives = new long[size];
      references = new @Nullable Object[size];
    }

    /** Sets an INTEGER, BIGINT, TIMESTAMP, DATE or TIME. */
    public Builder setLong(int slot, long value) {
      primitives[slot] = value;
      references[slot] = PRESENT;
      return this;
    }

    /** Sets a DOUBLE. */
    public Builder setDouble(int slot, double value) {
      return setLong(slot, Double.doubleToRawLongBits(value));
    }

    /** Sets a BOOLEAN. */
    public Builder setBoolean(int slot, boolean value) {
      return setLong(slot, value ? 1 : 0);
    }

    /** Sets a value of a type that is not primitive; null makes the slot NULL. */
    public Builder setReference(int slot, @Nullable Object value) {
      references[slot] = value;
      return this;
    }

    /** Makes the slot NULL again (the last of duplicate fields wins). */
    public Builder setNull(int slot) {
      references[slot] = null;
      primitives[slot] = 0;
      return this;
    }

    /** Sets a boxed value of this type; null makes the slot NULL. */
    public Builder set(int slot, SqlType type, @Nullable Object value) {
      if (value == null) {
        return setNull(slot);
      }
      if (!(type instanceof SqlType.Simple simple)) {
        return setReference(slot, value);
      }
      return switch (simple) {
        case BOOLEAN -> setBoolean(slot, (Boolean) value);
        case INTEGER, DATE, TIME, BIGINT, TIMESTAMP -> setLong(slot, ((Number) value).longValue());
        case DOUBLE -> setDouble(slot, (Double) value);
        case STRING, BYTES, NULL -> setReference(slot, value);
      };
    }

    /** Sets the first slots to those of another row, of the same types. */
    public Builder setFirst(Row other, int slots) {
      for (int slot = 0; slot < slots; slot++) { // few: a call that copies them costs more
        primitives[slot] = other.primitives[slot];
        references[slot] = other.references[slot];
      }
      return this;
    }

    /** Whether the slot is NULL so far. */
    public boolean isNull(int slot) {
      return references[slot] == null;
    }

    /** INTEGER, BIGINT, TIMESTAMP, DATE or TIME set so far; 0 if null. */
    public long getLong(int slot) {
      return primitives[slot];
    }

    /** Value set so far of a type that is not primitive. */
    public @Nullable Object getReference(int slot) {
      return references[slot];
    }

    /** The row. The builder must not be used afterwards. */
    public Row build() {
      return new Row(primitives, references);
    }
  }
}
