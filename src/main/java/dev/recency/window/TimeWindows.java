package dev.recency.window;

import dev.recency.operator.KeyedOperator;
import dev.recency.plan.Query;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.window.session.SessionWindows;
import dev.recency.window.time.HoppingWindows;
import java.util.function.Predicate;

/** Makes the operators of TUMBLING, HOPPING and SESSION. */
public final class TimeWindows {
  private TimeWindows() {}

  /**
   * The operator of this query.
   *
   * @param having HAVING over {@code query.layout()}; always true if there is none
   */
  public static KeyedOperator of(Query.Windowed query, Predicate<Row> having) {
    return query.window() instanceof TimeWindow.Hopping
        ? HoppingWindows.of(query, having)
        : SessionWindows.of(query, having);
  }
}
