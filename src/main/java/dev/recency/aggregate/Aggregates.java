package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Which aggregate functions run, by name. */
public final class Aggregates {
  private Aggregates() {}

  /**
   * The aggregates of these calls, over rows that hold the arguments of all of them one after the
   * other.
   *
   * @throws IllegalArgumentException if a function is not known here; the planner refuses it first
   */
  public static List<Aggregate<?>> of(List<AggregateCall> calls) {
    List<Aggregate<?>> aggregates = new ArrayList<>();
    int slot = 0;
    for (AggregateCall call : calls) {
      aggregates.add(of(call, slot));
      slot += call.arguments().size();
    }
    return aggregates;
  }

  private static Aggregate<?> of(AggregateCall call, int firstSlot) {
    return switch (call.function()) {
      case "COUNT" ->
          new Count(call.arguments().isEmpty() ? OptionalInt.empty() : OptionalInt.of(firstSlot));
      default ->
          throw new IllegalArgumentException("no aggregate function [" + call.function() + "]");
    };
  }
}
