package dev.recency.flink.keyed;

import dev.recency.flink.serializer.ImmutableSerializer;
import dev.recency.flink.serializer.LayoutSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes which statements a log serves. */
public final class KnownStatementSerializer extends ImmutableSerializer<KnownStatement> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final KnownStatementSerializer INSTANCE = new KnownStatementSerializer();

  @Override
  public KnownStatement createInstance() {
    return new KnownStatement(0, 1, List.of(), KnownStatement.ALWAYS);
  }

  @Override
  public void serialize(KnownStatement statement, DataOutputView out) throws IOException {
    out.writeInt(statement.id());
    out.writeLong(statement.sizeMillis());
    out.writeLong(statement.exactFromMillis());
    out.writeInt(statement.columnIds().size());
    for (int column : statement.columnIds()) {
      out.writeInt(column);
    }
  }

  @Override
  public KnownStatement deserialize(DataInputView in) throws IOException {
    int id = in.readInt();
    long sizeMillis = in.readLong();
    long exactFromMillis = in.readLong();
    List<Integer> columnIds = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columnIds.add(in.readInt());
    }
    return new KnownStatement(id, sizeMillis, columnIds, exactFromMillis);
  }

  @Override
  public TypeSerializerSnapshot<KnownStatement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: id, size, exact from, number of columns, their ids. */
  public static final class Snapshot extends LayoutSnapshot<KnownStatement> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
