package dev.recency.ksqldb;

import dev.recency.command.CommandRecord;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ksqlDB would write for one query, record by record: its record cache off, one state per
 * partition, as plain as the rules themselves. Records that do not decode are passed over, as are
 * those that make ksqlDB crash (a null value under a windowed GROUP BY). Time per record: O(windows
 * of an event · log(windows kept)). Not thread-safe.
 */
public final class QueryModel {
  private final Query query;
  private final Losses losses;
  private final long emitIntervalMillis;
  private final RecordDecoder decoder;
  private final Map<Integer, Statement> partitions = new HashMap<>();

  private QueryModel(Query query, Losses losses, long emitIntervalMillis, RecordDecoder decoder) {
    this.query = query;
    this.losses = losses;
    this.emitIntervalMillis = emitIntervalMillis;
    this.decoder = decoder;
  }

  /** The model of this query without events, as ksqlDB runs its own test cases: no throttle. */
  public static QueryModel of(Plan plan, Query query, Losses losses) {
    return of(plan, query, losses, 0);
  }

  /**
   * The model of this query without events.
   *
   * @param emitIntervalMillis EMIT FINAL tries to emit at most once per so much of the wall clock
   *     and partition; 1000 in production; 0: at every record
   * @throws IllegalArgumentException if ksqlDB has no such query, or the model does not know it:
   *     see {@link #knows}
   */
  public static QueryModel of(Plan plan, Query query, Losses losses, long emitIntervalMillis) {
    if (!knows(plan, query)) {
      throw new IllegalArgumentException(
          "the model has no query like ["
              + query.id()
              + "]: it knows streams, not tables, and"
              + " the windows that ksqlDB has");
    }
    return new QueryModel(query, losses, emitIntervalMillis, Decoders.of(plan.inputOf(query)));
  }

  /**
   * Whether the model has this query: transforms and aggregates over a stream, with the windows of
   * ksqlDB or none.
   */
  public static boolean knows(Plan plan, Query query) {
    boolean known =
        query instanceof Query.Transform
            || query instanceof Query.Windowed
            || query instanceof Query.Lifetime;
    return known && plan.inputOf(query).source().kind() == Source.Kind.STREAM;
  }

  /**
   * What is written because of this record, in order.
   *
   * @param nowMillis the wall clock; never back
   */
  public List<CommandRecord> take(RawRecord record, long nowMillis) {
    Decoded decoded = decoder.decode(record);
    return decoded instanceof Decoded.Accepted accepted
        ? partitions
            .computeIfAbsent(record.partition(), each -> statement())
            .take(accepted.event(), nowMillis)
        : List.of();
  }

  private Statement statement() {
    return query instanceof Query.Transform transform
        ? new TransformStatement(transform)
        : new GroupedStatement((Query.Grouped) query, losses, emitIntervalMillis);
  }
}
