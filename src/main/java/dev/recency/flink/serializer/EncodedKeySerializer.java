package dev.recency.flink.serializer;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the keys of keyed state. */
public final class EncodedKeySerializer extends ImmutableSerializer<EncodedKey> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final EncodedKeySerializer INSTANCE = new EncodedKeySerializer();

  /** The type of the keys. */
  public static final ElementType<EncodedKey> TYPE = ElementType.key(EncodedKey.class, INSTANCE);

  @Override
  public EncodedKey createInstance() {
    return new EncodedKey(new byte[0]);
  }

  @Override
  public void serialize(EncodedKey key, DataOutputView out) throws IOException {
    Bytes.write(key.bytes(), out);
  }

  @Override
  public EncodedKey deserialize(DataInputView in) throws IOException {
    return new EncodedKey(Bytes.read(in));
  }

  @Override
  public TypeSerializerSnapshot<EncodedKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: length (4 bytes), content. */
  public static final class Snapshot extends LayoutSnapshot<EncodedKey> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
