package dev.recency.flink.replay;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Layout 1: whether found, whether a split waits, then the split in its own layout 1. */
final class ReplayStateSerializer implements SimpleVersionedSerializer<ReplayState> {
  private final ReplaySplitSerializer splits = new ReplaySplitSerializer();

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(ReplayState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeBoolean(state.found());
    out.writeBoolean(state.waiting().isPresent());
    if (state.waiting().isPresent()) {
      byte[] split = splits.serialize(state.waiting().get());
      out.writeInt(split.length);
      out.write(split);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public ReplayState deserialize(int version, byte[] bytes) throws IOException {
    ReplaySplitSerializer.requireVersion(version, getVersion());
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    boolean found = in.readBoolean();
    if (!in.readBoolean()) {
      return new ReplayState(found, Optional.empty());
    }
    byte[] split = new byte[in.readInt()];
    in.readFully(split);
    return new ReplayState(found, Optional.of(splits.deserialize(1, split)));
  }
}
