package dev.recency.flink.table;

import dev.recency.expression.TableReading;
import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.KeyGroupSizes;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.PlannedQuery;
import dev.recency.flink.keyed.StateSizes;
import dev.recency.flink.serializer.BytesSerializer;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.TableRecord;
import dev.recency.operator.TableRows;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts {@link TableRows}: the newest row of each primary key in keyed state; records of the table
 * in, changes of groups out, keyed by group.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>State and changes are those of the operator: nothing is cached, so nothing is lost between
 *       two barriers.
 *   <li>The changes of one primary key leave in the order of its records. Over the network they
 *       stay in order within a group, because all changes of a key come from one subtask.
 * </ol>
 */
public final class TableRowsHost extends AbstractStreamOperator<KeyedElement>
    implements OneInputStreamOperator<KeyedElement, KeyedElement> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<byte[]> ROWS =
      new ValueStateDescriptor<>("row", BytesSerializer.INSTANCE);

  private final Definitions definitions;
  private final String id;
  private transient @Nullable ListState<KeyGroupSizes> sizeState;
  private transient @Nullable Open open;

  /** What there is between open and close. */
  private record Open(
      TableRows operator,
      RowCodec keys,
      RowCodec records,
      StateSizes sizes,
      ElementContext context) {}

  /**
   * @param id of the statement in the plan of the definitions
   */
  public TableRowsHost(Definitions definitions, String id) {
    this.definitions = definitions;
    this.id = id;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    sizeState = context.getOperatorStateStore().getUnionListState(StateSizes.STATE);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    StateSizes sizes = Objects.requireNonNull(open, "the operator is not open").sizes();
    Objects.requireNonNull(sizeState).update(sizes.toKeep());
  }

  @Override
  public void open() throws Exception {
    super.open();
    StateSizes sizes =
        StateSizes.restore(
            Objects.requireNonNull(sizeState, "the operator is not initialized"),
            getKeyedStateBackend(),
            ROWS.getName(),
            getRuntimeContext().getTaskInfo());
    sizes.show(getMetricGroup().addGroup("statement", id));
    Plan plan = definitions.plan();
    Query.TableAggregate query = TableQueries.findAggregate(plan, id);
    TableRows operator = TableRows.of(query);
    RowCodec groups = new RowCodec(PlannedQuery.types(query.groupBy()));
    RowCodec changes = new RowCodec(TableRows.changeTypes(query));
    open =
        new Open(
            operator,
            new RowCodec(PlannedQuery.types(query.primaryKey())),
            new RowCodec(TableRecord.types(TableReading.types(query))),
            sizes,
            new ElementContext(
                getPartitionedState(ROWS),
                sizes,
                (row, cause) ->
                    output.collect(
                        new StreamRecord<>(
                            new KeyedElement(
                                new EncodedKey(groups.encode(operator.group(row))),
                                changes.encode(operator.change(row)),
                                cause.eventTimeMillis(),
                                cause.arrivalMillis(),
                                cause.partition(),
                                cause.partitionClockMillis())))));
  }

  @Override
  public void processElement(StreamRecord<KeyedElement> element) {
    Open parts = Objects.requireNonNull(open, "the operator is not open");
    KeyedElement value = element.getValue();
    parts
        .operator()
        .onRecord(
            new KeyedRecord(
                parts.keys().decode(value.key().bytes()),
                parts.records().decode(value.arguments()),
                value.eventTimeMillis(),
                value.arrivalMillis()),
            parts.context().of(value));
  }
}
