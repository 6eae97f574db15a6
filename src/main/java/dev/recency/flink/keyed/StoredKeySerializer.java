package dev.recency.flink.keyed;

import dev.recency.flink.serializer.Bytes;
import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what keyed state holds of a key: one entry, so that a key costs one read. */
public final class StoredKeySerializer extends ImmutableSerializer<StoredKey> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final StoredKeySerializer INSTANCE = new StoredKeySerializer();

  @Override
  public StoredKey createInstance() {
    return new StoredKey(null, StoredKey.NEVER);
  }

  @Override
  public void serialize(StoredKey key, DataOutputView out) throws IOException {
    out.writeLong(key.dueMillis());
    Bytes.write(key.header(), out);
  }

  @Override
  public StoredKey deserialize(DataInputView in) throws IOException {
    long dueMillis = in.readLong();
    return new StoredKey(Bytes.readNullable(in), dueMillis);
  }

  @Override
  public TypeSerializerSnapshot<StoredKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: due time (8 bytes), length of the header (4 bytes, -1: none), header. */
  public static final class Snapshot extends LayoutSnapshot<StoredKey> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
