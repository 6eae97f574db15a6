package dev.recency.cli.status;

import dev.recency.plan.DurationText;
import dev.recency.plan.Query;
import dev.recency.plan.TimeWindow;

/** What a statement is, in two words. */
final class StatementKind {
  private StatementKind() {}

  static String of(Query query) {
    if (query instanceof Query.Sliding sliding) {
      return "sliding " + DurationText.of(sliding.window().sizeMillis());
    }
    if (query instanceof Query.Windowed windowed) {
      return of(windowed.window());
    }
    if (query instanceof Query.Lifetime) {
      return "lifetime";
    }
    return query instanceof Query.OverTable ? "table" : "transform";
  }

  private static String of(TimeWindow window) {
    if (window instanceof TimeWindow.Hopping hopping) {
      return (hopping.tumbling() ? "tumbling " : "hopping ")
          + DurationText.of(hopping.sizeMillis());
    }
    return "session " + DurationText.of(((TimeWindow.Session) window).gapMillis());
  }
}
