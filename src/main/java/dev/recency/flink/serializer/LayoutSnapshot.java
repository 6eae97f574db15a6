package dev.recency.flink.serializer;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of an {@link ImmutableSerializer}: the version of its layout. A state
 * of a version that this release does not know is refused with both versions named. When a layout
 * changes, the version goes up and {@link #restoreSerializer} returns a reader of the old one.
 */
public abstract class LayoutSnapshot<T> implements TypeSerializerSnapshot<T> {
  private final TypeSerializer<T> serializer;
  private final int version;

  /**
   * @param serializer of the current layout
   * @param version of the current layout, from 1
   */
  protected LayoutSnapshot(TypeSerializer<T> serializer, int version) {
    this.serializer = serializer;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return version;
  }

  @Override
  public void writeSnapshot(DataOutputView out) {}

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (readVersion != version) {
      throw new IOException(
          "state of [%s] has layout version [%d], this release reads version [%d]: restore with the release that wrote it"
              .formatted(serializer.getClass().getSimpleName(), readVersion, version));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old.getClass() == getClass()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
