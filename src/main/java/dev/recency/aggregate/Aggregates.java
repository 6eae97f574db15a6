package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType.Simple;
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
   * @throws IllegalArgumentException if the function, with this argument and meaning, is not known
   *     here
   */
  public static Aggregate<?> of(AggregateCall call, int[] slots, Meaning meaning) {
    if (call.function().equals("COUNT")) {
      return new Count(slots.length == 0 ? OptionalInt.empty() : OptionalInt.of(slots[0]));
    }
    return meaning == Meaning.SLIDING
        ? SlidingAggregates.of(call, slots)
        : DialectAggregates.of(call, slots);
  }

  /** EARLIEST_BY_OFFSET or LATEST_BY_OFFSET. */
  static Aggregate<?> offsetValues(AggregateCall call, Operand operand, boolean latest) {
    boolean many = call.parameters().stream().anyMatch(each -> each instanceof Integer);
    boolean keepsNulls = call.parameters().contains(false);
    Integer count = many ? count(call) : null;
    return new OffsetValues(operand, call.type(), latest, count, !keepsNulls);
  }

  /** HISTOGRAM. */
  static Aggregate<?> histogram(AggregateCall call, Operand operand) {
    if (operand.type() != Simple.STRING) {
      throw unknown(call);
    }
    return new Histogram(operand);
  }

  /** The first parameter of those that keep so many values. */
  static int count(AggregateCall call) {
    if (!call.parameters().isEmpty()
        && call.parameters().get(0) instanceof Integer count
        && count > 0) {
      return count;
    }
    throw unknown(call);
  }

  /** The same, if its values have an order. */
  static Operand ordered(AggregateCall call, Operand operand) {
    if (!ValueOrder.exists(operand.type())) {
      throw unknown(call);
    }
    return operand;
  }

  /** That this call is not known here. */
  static IllegalArgumentException unknown(AggregateCall call) {
    return new IllegalArgumentException(
        "no aggregate function ["
            + call.function()
            + "] of "
            + call.arguments().stream().map(each -> each.type().toString()).toList()
            + " with parameters "
            + call.parameters()
            + " as ["
            + call.type()
            + "]");
  }
}
