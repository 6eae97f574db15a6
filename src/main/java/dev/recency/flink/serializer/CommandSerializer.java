package dev.recency.flink.serializer;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes commands on their way to a sink. */
public final class CommandSerializer extends ImmutableSerializer<CommandRecord> {
  private static final long serialVersionUID = 1L;

  /** The only instance that is needed. */
  public static final CommandSerializer INSTANCE = new CommandSerializer();

  /** The type of streams of commands. */
  public static final ElementType<CommandRecord> TYPE =
      ElementType.of(CommandRecord.class, INSTANCE);

  @Override
  public CommandRecord createInstance() {
    return new CommandRecord("", null, null, 0, List.of());
  }

  @Override
  public void serialize(CommandRecord command, DataOutputView out) throws IOException {
    out.writeUTF(command.topic());
    Bytes.write(command.key(), out);
    Bytes.write(command.value(), out);
    out.writeLong(command.timestampMillis());
    out.writeInt(command.headers().size());
    for (RawRecord.Header header : command.headers()) {
      out.writeUTF(header.key());
      Bytes.write(header.value(), out);
    }
  }

  @Override
  public CommandRecord deserialize(DataInputView in) throws IOException {
    String topic = in.readUTF();
    byte[] key = Bytes.readNullable(in);
    byte[] value = Bytes.readNullable(in);
    long timestampMillis = in.readLong();
    int count = in.readInt();
    List<RawRecord.Header> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(new RawRecord.Header(in.readUTF(), Bytes.readNullable(in)));
    }
    return new CommandRecord(topic, key, value, timestampMillis, List.copyOf(headers));
  }

  @Override
  public TypeSerializerSnapshot<CommandRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Layout 1: topic, key, value, timestamp, headers. */
  public static final class Snapshot extends LayoutSnapshot<CommandRecord> {
    public Snapshot() {
      super(INSTANCE, 1);
    }
  }
}
