package dev.recency.flink.serializer;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers whose bytes sort as they do: big-endian with the sign bit flipped. RocksDB iterates a map
 * state by serialized keys, so chunks come in the order of their numbers on every backend.
 */
public final class OrderedLongSerializer extends ImmutableSerializer<Long> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final OrderedLongSerializer INSTANCE = new OrderedLongSerializer();

  @Override
  public Long createInstance() {
    return 0L;
  }

  @Override
  public int getLength() {
    return Long.BYTES;
  }

  @Override
  public void serialize(Long value, DataOutputView out) throws IOException {
    out.writeLong(value ^ Long.MIN_VALUE);
  }

  @Override
  public Long deserialize(DataInputView in) throws IOException {
    return in.readLong() ^ Long.MIN_VALUE;
  }

  @Override
  public TypeSerializerSnapshot<Long> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: 8 bytes. */
  public static final class Snapshot extends LayoutSnapshot<Long> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
