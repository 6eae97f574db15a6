package dev.recency.flink.keyed;

import java.util.List;

/**
 * A statement as its log knew it when a checkpoint was taken.
 *
 * @param id its {@link dev.recency.plan.LogIdentity#statementId}
 * @param sizeMillis of its window
 * @param columnIds {@link dev.recency.plan.LogIdentity#columnId} of each column that it reads
 * @param exactFromMillis from this clock on its values are exact; {@link #ALWAYS} or {@link
 *     #UNKNOWN} too
 */
public record KnownStatement(
    int id, long sizeMillis, List<Integer> columnIds, long exactFromMillis) {
  /** It has seen all events. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** One window after the first clock, which has not come yet. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  public KnownStatement {
    columnIds = List.copyOf(columnIds);
  }

  KnownStatement exactFrom(long clockMillis) {
    return new KnownStatement(id, sizeMillis, columnIds, clockMillis);
  }

  /** Whether its window over this column, or over none, reaches as far back as another one's. */
  boolean covers(long otherSizeMillis, List<Integer> columns, long clockMillis) {
    return exactFromMillis <= clockMillis
        && sizeMillis >= otherSizeMillis
        && columnIds.containsAll(columns);
  }
}
