package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;

/** The aggregates of {@code WINDOW SLIDING}, but for COUNT, which is the same everywhere. */
final class SlidingAggregates {
  private SlidingAggregates() {}

  static Aggregate<?> of(AggregateCall call, int[] slots) {
    if (slots.length != 1) {
      throw Aggregates.unknown(call);
    }
    Operand operand = new Operand(slots[0], call.arguments().get(0).type());
    return switch (call.function()) {
      case "SUM" -> sum(call, operand);
      case "AVG" -> average(call, operand);
      case "MIN" -> Extreme.smallest(Aggregates.ordered(call, operand));
      case "MAX" -> Extreme.largest(Aggregates.ordered(call, operand));
      case "STDDEV_SAMP", "STDDEV_SAMPLE" -> deviation(call, operand);
      case "COUNT_DISTINCT" -> new CountDistinct(operand);
      case "EARLIEST_BY_OFFSET" -> Aggregates.offsetValues(call, operand, false);
      case "LATEST_BY_OFFSET" -> Aggregates.offsetValues(call, operand, true);
      case "COLLECT_LIST" -> new CollectList(operand, CollectList.MAX_VALUES);
      case "COLLECT_SET" -> new CollectSet(operand, CollectList.MAX_VALUES);
      case "TOPK" ->
          new TopValues(Aggregates.ordered(call, operand), Aggregates.count(call), false);
      case "TOPKDISTINCT" ->
          new TopValues(Aggregates.ordered(call, operand), Aggregates.count(call), true);
      case "HISTOGRAM" -> Aggregates.histogram(call, operand);
      default -> throw Aggregates.unknown(call);
    };
  }

  private static Aggregate<?> sum(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result
        && argument.scale() <= result.scale()) {
      return DecimalTotals.sum(operand.slot(), argument.scale(), result, true);
    }
    if (!operand.type().equals(call.type())) {
      throw Aggregates.unknown(call);
    }
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return IntegerTotals.sum(operand.slot(), (Simple) operand.type());
    }
    if (operand.type() == Simple.DOUBLE) {
      return DoubleTotals.sum(operand.slot());
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> average(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result) {
      return DecimalTotals.average(operand.slot(), argument.scale(), result, true);
    }
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return IntegerTotals.average(operand.slot());
    }
    if (operand.type() == Simple.DOUBLE) {
      return DoubleTotals.average(operand.slot());
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> deviation(AggregateCall call, Operand operand) {
    if (operand.type() == Simple.INTEGER || operand.type() == Simple.BIGINT) {
      return Deviation.ofIntegers(operand.slot());
    }
    if (operand.type() == Simple.DOUBLE) {
      return Deviation.ofDoubles(operand.slot());
    }
    throw Aggregates.unknown(call);
  }
}
