package dev.recency.flink.keyed;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.CountingOperator;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.statement.ExpressionErrors;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Keying} of a group behind a clock of its source: events in, keyed records out, before
 * the network.
 */
public final class KeyingOperator extends CountingOperator<KeyedElement>
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
        new Keying(
            group,
            new ExpressionErrors(getMetricGroup()),
            ledger().records(group.ids()),
            letters,
            letter -> output.collect(DEAD_LETTERS, new StreamRecord<>(letter)));
  }

  @Override
  public void processElement(StreamRecord<SourceElement> element) {
    if (element.getValue() instanceof SourceElement.Read read) {
      KeyedElement keyed =
          Objects.requireNonNull(keying, "the operator is not open")
              .of(read, input, event -> read.partitionClockMillis());
      if (keyed != null) {
        output.collect(new StreamRecord<>(keyed));
      }
    }
  }
}
