package dev.recency.flink.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Layout 1: topic, number of ranges, then partition, next and end offset of each. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(ReplaySplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(split.topic());
    out.writeInt(split.ranges().size());
    for (ReplaySplit.Range range : split.ranges()) {
      out.writeInt(range.partition());
      out.writeLong(range.nextOffset());
      out.writeLong(range.endOffset());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] bytes) throws IOException {
    requireVersion(version, getVersion());
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    String topic = in.readUTF();
    int count = in.readInt();
    List<ReplaySplit.Range> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ranges.add(new ReplaySplit.Range(in.readInt(), in.readLong(), in.readLong()));
    }
    return new ReplaySplit(topic, ranges);
  }

  static void requireVersion(int version, int known) throws IOException {
    if (version != known) {
      throw new IOException(
          "replay state has layout version [" + version + "], this release reads [" + known + "]");
    }
  }
}
