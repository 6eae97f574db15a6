package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Which aggregate functions run, by name. */
public final class Aggregates {
  private Aggregates() {}

  /** Whose meaning counts where the dialect and {@code WINDOW SLIDING} differ. */
  public enum Meaning {
    /** ksqlDB's: lifetime aggregates and its own windows. */
    DIALECT,
    /** Exact sums; over nothing SUM, AVG, MIN and MAX are NULL. */
    SLIDING
  }

  /**
   * The aggregates of these calls, over rows that hold the arguments of all of them one after the
   * other.
   *
   * @throws IllegalArgumentException if a function is not known here; the planner refuses it first
   */
  public static List<Aggregate<?>> of(List<AggregateCall> calls, Meaning meaning) {
    List<Aggregate<?>> aggregates = new ArrayList<>();
    int slot = 0;
    for (AggregateCall call : calls) {
      int[] slots = new int[call.arguments().size()];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = slot++;
      }
      aggregates.add(of(call, slots, meaning));
    }
    return aggregates;
  }

  /**
   * The aggregate of one call.
   *
   * @param slots where each argument of the call stands in {@link Arguments}
   * @throws IllegalArgumentException if the function is not known here
   */
  public static Aggregate<?> of(AggregateCall call, int[] slots, Meaning meaning) {
    SqlType unused = call.type();
    return switch (call.function()) {
      case "COUNT" -> new Count(slots.length == 0 ? OptionalInt.empty() : OptionalInt.of(slots[0]));
      default ->
          throw new IllegalArgumentException("no aggregate function [" + call.function() + "]");
    };
  }
}
