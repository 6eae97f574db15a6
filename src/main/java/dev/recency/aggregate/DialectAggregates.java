package dev.recency.aggregate;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.List;

/** The aggregates with ksqlDB's meaning, but for COUNT, which is the same everywhere. */
final class DialectAggregates {
  private DialectAggregates() {}

  static Aggregate<?> of(AggregateCall call, int[] slots) {
    if (call.function().equals("CORRELATION")) {
      return correlation(call, slots);
    }
    if (call.function().equals("TOPK") && slots.length > 1) {
      return topRows(call, slots);
    }
    if (slots.length != 1) {
      throw Aggregates.unknown(call);
    }
    Operand operand = new Operand(slots[0], call.arguments().get(0).type());
    return switch (call.function()) {
      case "SUM" -> sum(call, operand);
      case "AVG" -> average(call, operand);
      case "SUM_LIST" -> lists(call, operand);
      case "STDDEV_SAMP" -> variance(call, operand, false);
      case "STDDEV_SAMPLE" -> variance(call, operand, true);
      case "MIN" -> Extreme.smallest(Aggregates.ordered(call, operand));
      case "MAX" -> Extreme.largest(Aggregates.ordered(call, operand));
      case "COUNT_DISTINCT" -> new CountDistinct(operand);
      case "ATTR" -> new OnlyValue(operand);
      case "EARLIEST_BY_OFFSET" -> Aggregates.offsetValues(call, operand, false);
      case "LATEST_BY_OFFSET" -> Aggregates.offsetValues(call, operand, true);
      case "COLLECT_LIST" -> new CollectList(operand, limit(call));
      case "COLLECT_SET" -> new CollectSet(operand, limit(call));
      case "TOPK" -> top(call, operand, false);
      case "TOPKDISTINCT" -> top(call, operand, true);
      case "HISTOGRAM" -> Aggregates.histogram(call, operand);
      default -> throw Aggregates.unknown(call);
    };
  }

  /** The limit that was set, but not more than a key's state may hold. */
  private static int limit(AggregateCall call) {
    return call.parameters().isEmpty()
        ? CollectList.MAX_DIALECT_VALUES
        : Math.min((Integer) call.parameters().get(0), CollectList.MAX_DIALECT_VALUES);
  }

  private static Aggregate<?> sum(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result
        && argument.scale() <= result.scale()) {
      return DecimalTotals.sum(operand.slot(), argument.scale(), result, false);
    }
    if (!operand.type().equals(call.type())) {
      throw Aggregates.unknown(call);
    }
    if (integer(operand.type())) {
      return WrappingTotals.sum(operand.slot(), (Simple) operand.type());
    }
    if (operand.type() == Simple.DOUBLE) {
      return PlainTotals.sum(operand.slot());
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> average(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Decimal argument
        && call.type() instanceof SqlType.Decimal result) {
      return DecimalTotals.average(operand.slot(), argument.scale(), result, false);
    }
    if (integer(operand.type())) {
      return WrappingTotals.average(operand.slot(), (Simple) operand.type());
    }
    if (operand.type() == Simple.DOUBLE) {
      return PlainTotals.average(operand.slot());
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> lists(AggregateCall call, Operand operand) {
    if (operand.type() instanceof SqlType.Array array) {
      if (integer(array.element())) {
        return WrappingTotals.lists(operand.slot(), (Simple) array.element());
      }
      if (array.element() == Simple.DOUBLE) {
        return PlainTotals.lists(operand.slot());
      }
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> variance(AggregateCall call, Operand operand, boolean root) {
    if (integer(operand.type()) || operand.type() == Simple.DOUBLE) {
      return new RunningVariance(operand.slot(), (Simple) operand.type(), root);
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> correlation(AggregateCall call, int[] slots) {
    if (slots.length == 2) {
      SqlType type = call.arguments().get(0).type();
      boolean alike = type.equals(call.arguments().get(1).type());
      if (alike && (integer(type) || type == Simple.DOUBLE)) {
        return new Correlation(slots[0], slots[1], type == Simple.DOUBLE);
      }
    }
    throw Aggregates.unknown(call);
  }

  private static Aggregate<?> top(AggregateCall call, Operand operand, boolean distinct) {
    return new TopValues(Aggregates.ordered(call, operand), Aggregates.count(call), distinct);
  }

  private static Aggregate<?> topRows(AggregateCall call, int[] slots) {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      operands.add(new Operand(slots[i], call.arguments().get(i).type()));
    }
    Aggregates.ordered(call, operands.get(0));
    if (call.type() instanceof SqlType.Array array) {
      return new TopRows(operands, Aggregates.count(call), array);
    }
    throw Aggregates.unknown(call);
  }

  private static boolean integer(SqlType type) {
    return type == Simple.INTEGER || type == Simple.BIGINT;
  }
}
