package dev.recency.flink.statement;

import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what statements have counted. */
public final class StatementCountSerializer extends ImmutableSerializer<StatementCount> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final StatementCountSerializer INSTANCE = new StatementCountSerializer();

  @Override
  public StatementCount createInstance() {
    return new StatementCount("", "", new TreeMap<>());
  }

  @Override
  public void serialize(StatementCount count, DataOutputView out) throws IOException {
    out.writeUTF(count.statement());
    out.writeUTF(count.name());
    out.writeInt(count.byPartition().size());
    for (Map.Entry<Integer, Long> each : count.byPartition().entrySet()) {
      out.writeInt(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  @Override
  public StatementCount deserialize(DataInputView in) throws IOException {
    String statement = in.readUTF();
    String name = in.readUTF();
    TreeMap<Integer, Long> byPartition = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      byPartition.put(in.readInt(), in.readLong());
    }
    return new StatementCount(statement, name, byPartition);
  }

  @Override
  public TypeSerializerSnapshot<StatementCount> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: statement, name, number of partitions, partition and count of each. */
  public static final class Snapshot extends LayoutSnapshot<StatementCount> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
