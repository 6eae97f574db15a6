package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
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
    if (meaning != Meaning.SLIDING) {
      throw new IllegalArgumentException(
          "no aggregate function [" + call.function() + "] with the meaning of the dialect");
    }
    if (slots.length != 1) {
      throw unknown(call);
    }
    Operand operand = new Operand(slots[0], call.arguments().get(0).type());
    return switch (call.function()) {
      case "SUM" -> sum(call, operand);
      case "AVG" -> average(call, operand);
      case "MIN" -> Extreme.smallest(ordered(call, operand));
      case "MAX" -> Extreme.largest(ordered(call, operand));
      case "STDDEV_SAMP", "STDDEV_SAMPLE" -> deviation(call, operand);
      case "COUNT_DISTINCT" -> new CountDistinct(operand);
      case "EARLIEST_BY_OFFSET" -> offsetValues(call, operand, false);
      case "LATEST_BY_OFFSET" -> offsetValues(call, operand, true);
      case "COLLECT_LIST" -> new CollectList(operand);
      case "COLLECT_SET" -> new CollectSet(operand);
      case "TOPK" -> new TopValues(ordered(call, operand), count(call), false);
      case "TOPKDISTINCT" -> new TopValues(ordered(call, operand), count(call), true);
      case "HISTOGRAM" -> histogram(call, operand);
      default -> throw unknown(call);
    };
  }

  private static Aggregate<?> sum(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result
        && argument.scale() <= result.scale()) {
      return DecimalTotals.sum(operand.slot(), argument.scale(), result);
    }
    if (!operand.type().equals(call.type())) {
      throw unknown(call);
    }
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return IntegerTotals.sum(operand.slot(), (Simple) operand.type());
    }
    if (operand.type() == Simple.DOUBLE) {
      return DoubleTotals.sum(operand.slot());
    }
    throw unknown(call);
  }

  private static Aggregate<?> average(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result) {
      return DecimalTotals.average(operand.slot(), argument.scale(), result);
    }
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return IntegerTotals.average(operand.slot());
    }
    if (operand.type() == Simple.DOUBLE) {
      return DoubleTotals.average(operand.slot());
    }
    throw unknown(call);
  }

  private static Aggregate<?> deviation(AggregateCall call, Operand operand) {
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return Deviation.ofIntegers(operand.slot());
    }
    if (operand.type() == Simple.DOUBLE) {
      return Deviation.ofDoubles(operand.slot());
    }
    throw unknown(call);
  }

  private static Aggregate<?> offsetValues(AggregateCall call, Operand operand, boolean latest) {
    boolean many = call.parameters().stream().anyMatch(each -> each instanceof Integer);
    boolean keepsNulls = call.parameters().contains(false);
    Integer count = many ? count(call) : null;
    return new OffsetValues(operand, call.type(), latest, count, !keepsNulls);
  }

  private static Aggregate<?> histogram(AggregateCall call, Operand operand) {
    if (operand.type() != Simple.STRING) {
      throw unknown(call);
    }
    return new Histogram(operand);
  }

  /** The first parameter of those that keep so many values. */
  private static int count(AggregateCall call) {
    if (!call.parameters().isEmpty()
        && call.parameters().get(0) instanceof Integer count
        && count > 0) {
      return count;
    }
    throw unknown(call);
  }

  private static Operand ordered(AggregateCall call, Operand operand) {
    if (!ValueOrder.exists(operand.type())) {
      throw unknown(call);
    }
    return operand;
  }

  private static IllegalArgumentException unknown(AggregateCall call) {
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
