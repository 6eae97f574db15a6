package dev.recency.window;

import dev.recency.operator.KeyContext;
import dev.recency.operator.KeyedOperator;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import java.util.List;
import java.util.function.Predicate;

/** All sliding windows over one log. */
public final class SlidingWindows implements KeyedOperator {
  private SlidingWindows() {}

  /** Which instants of decay are emitted when the clock passes several at once. */
  public enum Decay {
    /** Each with its own as-of: a replay, where the clock stands in for a reader at any moment. */
    EVERY_INSTANT,
    /** Only the last: live, nobody could have read the ones between. */
    LAST_INSTANT
  }

  /**
   * The operator of a log. Its records carry the log's columns as arguments; statement i of {@link
   * KeyContext#emit} is {@code log.statements().get(i)}.
   *
   * @param having per statement, over its layout; always true if there is none
   */
  public static SlidingWindows of(SharedLog log, List<Predicate<Row>> having, Decay decay) {
    return new SlidingWindows();
  }

  @Override
  public void onRecord(KeyedRecord record, KeyContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onTimer(Row key, KeyContext context) {
    throw new UnsupportedOperationException();
  }
}
