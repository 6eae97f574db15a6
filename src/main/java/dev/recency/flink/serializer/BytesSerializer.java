package dev.recency.flink.serializer;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Headers and chunks of keyed state: byte arrays that nobody changes. Flink's own serializer for
 * byte arrays copies them at the first access after every snapshot; this one does not.
 */
public final class BytesSerializer extends ImmutableSerializer<byte[]> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final BytesSerializer INSTANCE = new BytesSerializer();

  @Override
  public byte[] createInstance() {
    return new byte[0];
  }

  @Override
  public void serialize(byte[] value, DataOutputView out) throws IOException {
    Bytes.write(value, out);
  }

  @Override
  public byte[] deserialize(DataInputView in) throws IOException {
    return Bytes.read(in);
  }

  @Override
  public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: length (4 bytes), content. */
  public static final class Snapshot extends LayoutSnapshot<byte[]> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
