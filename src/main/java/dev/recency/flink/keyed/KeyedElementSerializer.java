package dev.recency.flink.keyed;

import dev.recency.flink.serializer.Bytes;
import dev.recency.flink.serializer.ElementType;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes keyed records for the network. */
public final class KeyedElementSerializer extends ImmutableSerializer<KeyedElement> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final KeyedElementSerializer INSTANCE = new KeyedElementSerializer();

  /** The type of the elements. */
  public static final ElementType<KeyedElement> TYPE = ElementType.of(KeyedElement.class, INSTANCE);

  @Override
  public KeyedElement createInstance() {
    return new KeyedElement(new EncodedKey(new byte[0]), new byte[0], 0, 0, 0, 0);
  }

  @Override
  public void serialize(KeyedElement element, DataOutputView out) throws IOException {
    Bytes.write(element.key().bytes(), out);
    Bytes.write(element.arguments(), out);
    out.writeLong(element.eventTimeMillis());
    out.writeLong(element.arrivalMillis());
    out.writeInt(element.partition());
    out.writeLong(element.partitionClockMillis());
  }

  @Override
  public KeyedElement deserialize(DataInputView in) throws IOException {
    return new KeyedElement(
        new EncodedKey(Bytes.read(in)),
        Bytes.read(in),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<KeyedElement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: key, arguments, event time, arrival, partition, partition clock. */
  public static final class Snapshot extends LayoutSnapshot<KeyedElement> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
