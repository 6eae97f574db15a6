package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.expression.Surroundings;
import dev.recency.flink.Definitions;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import dev.recency.flink.statement.StatementMetrics;
import dev.recency.flink.statement.TaskSurroundings;
import dev.recency.format.Decoded;
import dev.recency.format.RawRecord;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** WHERE and GROUP BY of one keyed query: events in, keyed records out, before the network. */
public final class KeyingOperator extends AbstractStreamOperator<KeyedElement>
    implements OneInputStreamOperator<SourceElement, KeyedElement> {
  private static final long serialVersionUID = 1L;

  /** The side output of records without a key and, of the host, of rows that cannot be written. */
  public static final OutputTag<CommandRecord> DEAD_LETTERS =
      new OutputTag<>("dead letters", CommandSerializer.TYPE);

  private final Definitions definitions;
  private final String queryId;
  private final int input;
  private final DeadLetters letters;
  private transient @Nullable Keying keying;

  private record Keying(
      Query.Lifetime query,
      Filter filter,
      Projection key,
      Projection arguments,
      RowCodec keys,
      RowCodec argumentRows,
      StatementMetrics metrics) {
    static Keying of(Query.Lifetime query, ErrorListener errors, StatementMetrics metrics) {
      Surroundings surroundings = TaskSurroundings.create();
      return new Keying(
          query,
          Filter.compile(query.id(), query.where(), errors, surroundings),
          Projection.compile(query.id(), query.groupBy(), errors, surroundings),
          Projection.compile(query.id(), PlannedQuery.arguments(query), errors, surroundings),
          new RowCodec(PlannedQuery.types(query.groupBy())),
          new RowCodec(PlannedQuery.types(PlannedQuery.arguments(query))),
          metrics);
    }
  }

  /**
   * @param input which of the element's decoded events the query reads
   */
  public KeyingOperator(Definitions definitions, String queryId, int input, DeadLetters letters) {
    this.definitions = definitions;
    this.queryId = queryId;
    this.input = input;
    this.letters = letters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keying =
        Keying.of(
            PlannedQuery.find(definitions.plan(), queryId),
            new ExpressionErrors(getMetricGroup()),
            new StatementMetrics(getMetricGroup(), queryId));
  }

  @Override
  public void processElement(StreamRecord<SourceElement> element) {
    Keying open = Objects.requireNonNull(keying, "the operator is not open");
    if (!(element.getValue() instanceof SourceElement.Read read)) {
      return;
    }
    open.metrics().countRead();
    Decoded decoded = read.decoded().get(input);
    if (decoded instanceof Decoded.Rejected rejected) {
      open.metrics().countRejected(rejected.reason());
    } else if (decoded instanceof Decoded.Accepted accepted) {
      take(open, read, accepted.event());
    }
  }

  private void take(Keying open, SourceElement.Read read, Event event) {
    if (event.tombstone() || !open.filter().accepts(event.row())) {
      open.metrics().countFiltered();
      return;
    }
    Row key = open.key().apply(event.row());
    for (int slot = 0; slot < key.size(); slot++) {
      if (key.isNull(slot)) {
        reject(open, read.raw(), slot);
        return;
      }
    }
    open.metrics().countAccepted();
    output.collect(
        new StreamRecord<>(
            new KeyedElement(
                new EncodedKey(open.keys().encode(key)),
                open.argumentRows().encode(open.arguments().apply(event.row())),
                event.eventTimeMillis(),
                event.arrivalMillis(),
                event.partition(),
                read.partitionClockMillis())));
  }

  private void reject(Keying open, RawRecord raw, int slot) {
    open.metrics().countRejected(RejectReason.NULL_KEY);
    String message =
        "GROUP BY value [%d] of statement [%s] is NULL".formatted(slot + 1, open.query().id());
    output.collect(
        DEAD_LETTERS, new StreamRecord<>(letters.of(raw, RejectReason.NULL_KEY, message)));
  }
}
