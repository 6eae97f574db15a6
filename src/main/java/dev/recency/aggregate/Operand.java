package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The one argument of an aggregate: where it stands in {@link Arguments} and what it is. */
final class Operand {
  private final int slot;
  private final SqlType type;
  private final ValueCodec codec;
  private final boolean hasOrderOfItsOwn;

  Operand(int slot, SqlType type) {
    this.slot = slot;
    this.type = type;
    this.codec = ValueCodec.of(type);
    this.hasOrderOfItsOwn = holdsMap(type);
  }

  int slot() {
    return slot;
  }

  SqlType type() {
    return type;
  }

  ValueCodec codec() {
    return codec;
  }

  /**
   * The value, boxed; null is NULL. Equal values are interchangeable: maps in it have their entries
   * in the order that state keeps.
   */
  @Nullable Object value(Arguments event) {
    if (event.isNull(slot)) {
      return null;
    }
    if (!type.primitive()) {
      Object value = event.getReference(slot);
      return hasOrderOfItsOwn && value != null
          ? codec.read(ByteBuffer.wrap(codec.encode(value)))
          : value;
    }
    return type == Simple.DOUBLE ? (Object) event.getDouble(slot) : box(event.getLong(slot));
  }

  /** A value of a primitive type, which is not DOUBLE, from the long that a row holds. */
  Object box(long value) {
    return switch ((Simple) type) {
      case BOOLEAN -> value != 0;
      case INTEGER, DATE, TIME -> (int) value;
      case BIGINT, TIMESTAMP -> value;
      case DOUBLE, STRING, BYTES, NULL ->
          throw new IllegalStateException("type [" + type + "] is not held in a long");
    };
  }

  /** The value as state keeps it; null is NULL. */
  byte @Nullable [] encoded(Arguments event) {
    Object value = value(event);
    return value == null ? null : codec.encode(value);
  }

  private static boolean holdsMap(SqlType type) {
    if (type instanceof SqlType.Array array) {
      return holdsMap(array.element());
    }
    return type instanceof SqlType.MapOf
        || (type instanceof SqlType.Struct struct
            && struct.fields().stream().anyMatch(field -> holdsMap(field.type())));
  }
}
