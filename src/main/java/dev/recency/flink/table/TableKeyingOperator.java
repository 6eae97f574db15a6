package dev.recency.flink.table;

import dev.recency.expression.ErrorListener;
import dev.recency.expression.TableReading;
import dev.recency.expression.TableReading.Reading;
import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyingOperator;
import dev.recency.flink.keyed.PlannedQuery;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.CountingOperator;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import dev.recency.flink.statement.StatementMetrics;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.operator.TableRecord;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a table by primary key for one statement that keeps its rows: WHERE and GROUP BY
 * before the network. A record that gives its key no row goes on too, because it takes the earlier
 * one away. Dead letters leave by {@link KeyingOperator#DEAD_LETTERS}.
 */
public final class TableKeyingOperator extends CountingOperator<KeyedElement>
    implements OneInputStreamOperator<SourceElement, KeyedElement> {
  private static final long serialVersionUID = 1L;

  private final Definitions definitions;
  private final String id;
  private final int input;
  private final DeadLetters letters;
  private transient @Nullable Keying keying;

  private record Keying(
      TableReading reading, RowCodec keys, RowCodec records, StatementMetrics metrics) {
    static Keying of(Query.OverTable query, ErrorListener errors, StatementMetrics metrics) {
      return new Keying(
          TableReading.of(query, errors, TaskSurroundings.create()),
          new RowCodec(PlannedQuery.types(query.primaryKey())),
          new RowCodec(TableRecord.types(TableReading.types(query))),
          metrics);
    }
  }

  /**
   * @param id of the statement in the plan of the definitions
   * @param input which of the element's decoded events it reads
   */
  public TableKeyingOperator(Definitions definitions, String id, int input, DeadLetters letters) {
    this.definitions = definitions;
    this.id = id;
    this.input = input;
    this.letters = letters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keying =
        Keying.of(
            TableQueries.find(definitions.plan(), id),
            new ExpressionErrors(getMetricGroup()),
            ledger().records(List.of(id)));
  }

  @Override
  public void processElement(StreamRecord<SourceElement> element) {
    Keying open = Objects.requireNonNull(keying, "the operator is not open");
    if (!(element.getValue() instanceof SourceElement.Read read)) {
      return;
    }
    int partition = read.raw().partition();
    open.metrics().countRead(partition);
    Decoded decoded = read.decoded().get(input);
    if (decoded instanceof Decoded.Rejected rejected) {
      open.metrics().countRejected(partition, rejected.reason());
    } else if (decoded instanceof Decoded.Accepted accepted) {
      take(open, read, accepted.event());
    }
  }

  private void take(Keying open, SourceElement.Read read, Event event) {
    Reading reading = open.reading().read(event);
    switch (reading.fate()) {
      case ROW, DELETED -> open.metrics().countAccepted(event.partition());
      case FILTERED -> open.metrics().countFiltered(event.partition());
      case NO_GROUP -> reject(open, read.raw());
    }
    output.collect(
        new StreamRecord<>(
            new KeyedElement(
                new EncodedKey(open.keys().encode(reading.key())),
                open.records()
                    .encode(new TableRecord(reading.present(), reading.row()).toArguments()),
                event.eventTimeMillis(),
                event.arrivalMillis(),
                event.partition(),
                read.partitionClockMillis())));
  }

  private void reject(Keying open, RawRecord raw) {
    open.metrics().countRejected(raw.partition(), RejectReason.NULL_KEY);
    String message = "a GROUP BY value of statement [" + id + "] is NULL";
    output.collect(
        KeyingOperator.DEAD_LETTERS,
        new StreamRecord<>(letters.of(raw, RejectReason.NULL_KEY, message)));
  }
}
