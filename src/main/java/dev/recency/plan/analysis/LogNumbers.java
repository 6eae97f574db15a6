package dev.recency.plan.analysis;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.LogIdentity;
import dev.recency.plan.Query;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * State names columns, aggregates and statements by numbers of 32 bits. That two of a script have
 * the same number is unlikely and would mix up their state, so it is refused.
 */
final class LogNumbers {
  private final Map<Integer, Named> taken = new HashMap<>();

  /** What bears a number, and in which statement it was found first. */
  private record Named(String text, String statement) {}

  /** Takes the numbers of a query; refuses it if one of them is that of something else. */
  void take(Query added, Location location) {
    if (!(added instanceof Query.Sliding query)) {
      return;
    }
    for (String text : texts(query)) {
      Named named = taken.putIfAbsent(LogIdentity.number(text), new Named(text, query.id()));
      if (named != null && !named.text().equals(text)) {
        throw Refusal.of(
            ErrorCode.DUPLICATE,
            location,
            "By chance the state of [%s] would bear a number of that of [%s]. Give one of them"
                + " another name, or write its aggregates differently.",
            query.id(),
            named.statement());
      }
    }
  }

  private static List<String> texts(Query.Sliding query) {
    List<String> texts = new ArrayList<>();
    texts.add(LogIdentity.statementText(query));
    for (AggregateCall call : query.aggregates()) {
      texts.add(LogIdentity.aggregateText(call));
      for (TypedExpression column : call.arguments()) {
        texts.add(LogIdentity.columnText(column));
      }
    }
    return texts;
  }
}
