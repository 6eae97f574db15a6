package dev.recency.aggregate;

import dev.recency.aggregate.Aggregates.Meaning;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate of the dialect and what it should be.
 *
 * @param values what its arguments are
 * @param exact whether the value is the same to the last bit however the events are grouped
 * @param truth the value after these steps, from scratch
 */
record DialectSubject(
    String name,
    Aggregate<Object> aggregate,
    List<SqlType> arguments,
    Values values,
    boolean exact,
    Function<List<DialectStep>, @Nullable Object> truth) {

  /** Which values arguments have. */
  enum Values {
    /** Awkward ones. */
    ANY,
    /** Small multiples of 1/8, so that sums of them are exact; small integers. */
    SMALL
  }

  @SuppressWarnings("unchecked")
  static Aggregate<Object> aggregate(
      String function, List<SqlType> arguments, List<Object> parameters, SqlType result) {
    List<TypedExpression> expressions = new ArrayList<>();
    int[] slots = new int[arguments.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = i;
      expressions.add(new TypedExpression.Slot(i, "X" + i, arguments.get(i)));
    }
    AggregateCall call = new AggregateCall(function, expressions, parameters, result);
    return (Aggregate<Object>) Aggregates.of(call, slots, Meaning.DIALECT);
  }

  static DialectSubject of(
      String function,
      List<SqlType> arguments,
      List<Object> parameters,
      SqlType result,
      Values values,
      boolean exact,
      Function<List<DialectStep>, @Nullable Object> truth) {
    return new DialectSubject(
        function + arguments + parameters + " " + values,
        aggregate(function, arguments, parameters, result),
        arguments,
        values,
        exact,
        truth);
  }

  @Override
  public String toString() {
    return name;
  }
}
