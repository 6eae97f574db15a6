package dev.recency.flink.clock;

import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import dev.recency.operator.PartitionClock;
import dev.recency.operator.PartitionClocks;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the clocks that a checkpoint keeps. */
public final class TopicClockSerializer extends ImmutableSerializer<TopicClock> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final TopicClockSerializer INSTANCE = new TopicClockSerializer();

  @Override
  public TopicClock createInstance() {
    return new TopicClock(
        "", new PartitionClock(0, PartitionClocks.NONE, PartitionClocks.NONE, false));
  }

  @Override
  public void serialize(TopicClock value, DataOutputView out) throws IOException {
    out.writeUTF(value.topic());
    out.writeInt(value.clock().partition());
    out.writeLong(value.clock().dataMillis());
    out.writeLong(value.clock().liveMillis());
    out.writeBoolean(value.clock().ended());
  }

  @Override
  public TopicClock deserialize(DataInputView in) throws IOException {
    String topic = in.readUTF();
    return new TopicClock(
        topic, new PartitionClock(in.readInt(), in.readLong(), in.readLong(), in.readBoolean()));
  }

  @Override
  public TypeSerializerSnapshot<TopicClock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: topic, partition, data clock, live clock, whether ended. */
  public static final class Snapshot extends LayoutSnapshot<TopicClock> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
