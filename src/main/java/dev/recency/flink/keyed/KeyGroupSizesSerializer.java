package dev.recency.flink.keyed;

import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes how much state the key groups of a subtask hold. */
public final class KeyGroupSizesSerializer extends ImmutableSerializer<KeyGroupSizes> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final KeyGroupSizesSerializer INSTANCE = new KeyGroupSizesSerializer();

  @Override
  public KeyGroupSizes createInstance() {
    return new KeyGroupSizes(0, 0, new TreeMap<>());
  }

  @Override
  public void serialize(KeyGroupSizes sizes, DataOutputView out) throws IOException {
    out.writeInt(sizes.firstKeyGroup());
    out.writeInt(sizes.lastKeyGroup());
    out.writeInt(sizes.sizes().size());
    for (Map.Entry<Integer, KeyGroupSizes.Size> each : sizes.sizes().entrySet()) {
      out.writeInt(each.getKey());
      out.writeLong(each.getValue().keys());
      out.writeLong(each.getValue().stateBytes());
    }
  }

  @Override
  public KeyGroupSizes deserialize(DataInputView in) throws IOException {
    int first = in.readInt();
    int last = in.readInt();
    TreeMap<Integer, KeyGroupSizes.Size> sizes = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      int keyGroup = in.readInt();
      sizes.put(keyGroup, new KeyGroupSizes.Size(in.readLong(), in.readLong()));
    }
    return new KeyGroupSizes(first, last, sizes);
  }

  @Override
  public TypeSerializerSnapshot<KeyGroupSizes> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: first and last key group, number of sizes, key group, keys and bytes of each. */
  public static final class Snapshot extends LayoutSnapshot<KeyGroupSizes> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
