package dev.recency.flink.serializer;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The type of a stream or state whose values one {@link ImmutableSerializer} writes. */
public final class ElementType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final ImmutableSerializer<T> serializer;
  private final boolean key;

  private ElementType(Class<T> type, ImmutableSerializer<T> serializer, boolean key) {
    this.type = type;
    this.serializer = serializer;
    this.key = key;
  }

  /** The type of stream elements. */
  public static <T> ElementType<T> of(Class<T> type, ImmutableSerializer<T> serializer) {
    return new ElementType<>(type, serializer, false);
  }

  /** A type that streams may be keyed by: its hash code depends on the content alone. */
  public static <T> ElementType<T> key(Class<T> type, ImmutableSerializer<T> serializer) {
    return new ElementType<>(type, serializer, true);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return key;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ElementType;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ElementType<?> that
        && type == that.type
        && serializer.equals(that.serializer)
        && key == that.key;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
