package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.window.log.LogColumn;
import dev.recency.window.log.LogFormat;
import dev.recency.window.log.LogSizes;
import dev.recency.window.log.Partial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A shared log, compiled.
 *
 * @param format what it stores, and the aggregates without inverse of all statements, each once
 * @param graceMillis of EMIT FINAL
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record LogDefinition(String uid, LogFormat format, WindowDefinition[] windows, long graceMillis) {

  static LogDefinition of(SharedLog log, List<Predicate<Row>> having, LogSizes sizes) {
    Map<Integer, Partial> partials = new LinkedHashMap<>();
    List<WindowDefinition> windows = new ArrayList<>();
    for (int i = 0; i < log.statements().size(); i++) {
      windows.add(window(log, i, having.get(i), partials));
    }
    LogColumn[] columns =
        log.columns().stream()
            .map(column -> LogColumn.of(LogIdentity.columnId(column), column.type()))
            .toArray(LogColumn[]::new);
    return new LogDefinition(
        log.uid(),
        LogFormat.of(sizes, columns, partials.values().toArray(Partial[]::new)),
        windows.toArray(WindowDefinition[]::new),
        log.statements().get(0).window().graceMillis());
  }

  private static WindowDefinition window(
      SharedLog log, int index, Predicate<Row> having, Map<Integer, Partial> partials) {
    Query.Sliding query = log.statements().get(index);
    List<AggregateCall> calls = query.aggregates();
    Aggregate<Object>[] aggregates = array(calls.size());
    List<Integer> folded = new ArrayList<>();
    for (int i = 0; i < aggregates.length; i++) {
      AggregateCall call = calls.get(i);
      int[] slots =
          call.arguments().stream().mapToInt(each -> log.columns().indexOf(each)).toArray();
      aggregates[i] = erased(Aggregates.of(call, slots, Aggregates.Meaning.SLIDING));
      if (WindowDefinition.Kind.of(aggregates[i]) == WindowDefinition.Kind.FOLDED) {
        int id = LogIdentity.aggregateId(call);
        partials.putIfAbsent(id, new Partial(id, aggregates[i]));
        folded.add(List.copyOf(partials.keySet()).indexOf(id));
      }
    }
    return new WindowDefinition(
        index,
        LogIdentity.statementId(query),
        query.window(),
        query.layout().types(),
        aggregates,
        folded.stream().mapToInt(Integer::intValue).toArray(),
        having,
        query.having().isPresent());
  }

  /** Accumulators only ever meet the aggregate that made them. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Object> erased(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  private static Aggregate<Object>[] array(int length) {
    return new Aggregate[length];
  }
}
