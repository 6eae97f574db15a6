package dev.recency.flink.table;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceGroup;
import dev.recency.flink.statement.InternalEdge;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commands of a statement that keeps a table for those that read the table. Nobody knows
 * yet where in their topic they will stand: ROWPARTITION is 0 and ROWOFFSET −1.
 */
public final class ResultReader extends AbstractStreamOperator<SourceElement>
    implements OneInputStreamOperator<CommandRecord, SourceElement> {
  private static final long serialVersionUID = 1L;
  private static final long NO_OFFSET = -1;

  private final Definitions definitions;
  private final String uid;
  private transient @Nullable RecordDecoder decoder;

  /**
   * @param uid of the {@link SourceGroup} of the table in the plan of the definitions
   */
  public ResultReader(Definitions definitions, String uid) {
    this.definitions = definitions;
    this.uid = uid;
  }

  @Override
  public void open() throws Exception {
    super.open();
    decoder = Decoders.of(SourceGroup.of(definitions.plan(), uid).inputs().get(0));
  }

  @Override
  public void processElement(StreamRecord<CommandRecord> element) {
    CommandRecord command = element.getValue();
    RawRecord origin =
        new RawRecord(command.topic(), 0, NO_OFFSET, arrivalMillis(command), null, null, List.of());
    output.collect(
        new StreamRecord<>(
            InternalEdge.read(
                command, origin, Objects.requireNonNull(decoder, "the operator is not open"))));
  }

  private static long arrivalMillis(CommandRecord command) {
    for (RawRecord.Header header : command.headers()) {
      byte[] value = header.value();
      if (header.key().equals(CommandEncoder.ARRIVAL_HEADER) && value != null) {
        return Long.parseLong(new String(value, StandardCharsets.US_ASCII));
      }
    }
    return command.timestampMillis();
  }
}
