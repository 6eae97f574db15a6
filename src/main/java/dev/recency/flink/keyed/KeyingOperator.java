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
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * WHERE, GROUP BY and, of final rows, lateness of the statements of one {@link KeyedGroup}: events
 * in, keyed records out, before the network.
 */
public final class KeyingOperator extends AbstractStreamOperator<KeyedElement>
    implements OneInputStreamOperator<SourceElement, KeyedElement> {
  private static final long serialVersionUID = 1L;

  /** The side output of records without a key and, of the host, of rows that cannot be written. */
  public static final OutputTag<CommandRecord> DEAD_LETTERS =
      new OutputTag<>("dead letters", CommandSerializer.TYPE);

  private final Definitions definitions;
  private final String uid;
  private final int input;
  private final DeadLetters letters;
  private transient @Nullable Keying keying;

  private record Keying(
      String names,
      Optional<SlidingWindow> finalWindow,
      Filter filter,
      Projection key,
      Projection arguments,
      RowCodec keys,
      RowCodec argumentRows,
      StatementMetrics metrics) {
    static Keying of(KeyedGroup group, ErrorListener errors, StatementMetrics metrics) {
      Surroundings surroundings = TaskSurroundings.create();
      String id = group.any().id();
      return new Keying(
          group.name(),
          group.finalWindow(),
          Filter.compile(id, group.any().where(), errors, surroundings),
          Projection.compile(id, group.any().groupBy(), errors, surroundings),
          Projection.compile(id, group.columns(), errors, surroundings),
          new RowCodec(PlannedQuery.types(group.any().groupBy())),
          new RowCodec(PlannedQuery.types(group.columns())),
          metrics);
    }

    /** Whether the clock of its own partition had passed an event of final rows. */
    boolean late(Event event, long partitionClockMillis) {
      return finalWindow.isPresent()
          && finalWindow.get().late(event.eventTimeMillis(), partitionClockMillis);
    }
  }

  /**
   * @param uid of the group in the plan of the definitions
   * @param input which of the element's decoded events it reads
   */
  public KeyingOperator(Definitions definitions, String uid, int input, DeadLetters letters) {
    this.definitions = definitions;
    this.uid = uid;
    this.input = input;
    this.letters = letters;
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyedGroup group = KeyedGroup.find(definitions.plan(), uid);
    keying =
        Keying.of(
            group,
            new ExpressionErrors(getMetricGroup()),
            new StatementMetrics(getMetricGroup(), group.ids()));
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
    if (event.tombstone() || !open.filter().accepts(event.row())) {
      open.metrics().countFiltered(event.partition());
      return;
    }
    Row key = open.key().apply(event.row());
    for (int slot = 0; slot < key.size(); slot++) {
      if (key.isNull(slot)) {
        String message = "GROUP BY value [%d] of [%s] is NULL".formatted(slot + 1, open.names());
        reject(open, read.raw(), RejectReason.NULL_KEY, message);
        return;
      }
    }
    if (open.late(event, read.partitionClockMillis())) {
      String message =
          "event time [%d] is more than the grace period before the clock [%d] of its partition, in [%s]"
              .formatted(event.eventTimeMillis(), read.partitionClockMillis(), open.names());
      reject(open, read.raw(), RejectReason.LATE, message);
      return;
    }
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

  private void reject(Keying open, RawRecord raw, RejectReason reason, String message) {
    open.metrics().countRejected(raw.partition(), reason);
    output.collect(DEAD_LETTERS, new StreamRecord<>(letters.of(raw, reason, message)));
  }
}
