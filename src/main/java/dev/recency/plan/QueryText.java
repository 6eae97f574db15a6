package dev.recency.plan;

import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.typed.ExpressionText;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of a query as SQL for people to read. */
public final class QueryText {
  private QueryText() {}

  /** An aggregate, such as {@code TOPK(score, 3)}. */
  public static String aggregate(AggregateCall call) {
    return aggregate(call, ExpressionText::of);
  }

  private static String aggregate(AggregateCall call, Function<TypedExpression, String> argument) {
    Stream<String> arguments = call.arguments().stream().map(argument);
    Stream<String> parameters =
        call.parameters().stream()
            .map(each -> each instanceof Boolean yes ? (yes ? "TRUE" : "FALSE") : each.toString());
    String all = Stream.concat(arguments, parameters).collect(Collectors.joining(", "));
    return call.function() + "(" + (all.isEmpty() ? "*" : all) + ")";
  }

  /** An aggregate with the types of what it reads and gives. */
  public static String typedAggregate(AggregateCall call) {
    return aggregate(call, QueryText::typed) + " " + call.type();
  }

  /** What a slot of a grouped query's own layout holds. */
  public static String output(TypedExpression.Slot slot, Query.Grouped query) {
    int aggregate = slot.slot() - query.groupBy().size();
    if (aggregate < 0) {
      return ExpressionText.of(query.groupBy().get(slot.slot()));
    }
    return aggregate < query.aggregates().size()
        ? aggregate(query.aggregates().get(aggregate))
        : slot.name();
  }

  /** An expression over the columns of a source, with their types. */
  public static String typed(TypedExpression expression) {
    return ExpressionText.of(
        expression, slot -> ExpressionText.name(slot.name()) + " " + slot.type());
  }

  /** The window of a query with its EMIT, or that it has none. */
  public static String window(Query query) {
    if (query instanceof Query.Sliding sliding) {
      return sliding(sliding.window());
    }
    return query instanceof Query.Windowed windowed ? timeWindow(windowed.window()) : "no window";
  }

  private static String sliding(SlidingWindow window) {
    Stream<String> clauses =
        Stream.of(
            clause("SIZE", window.sizeMillis()),
            window.advanceMillis() > 1 ? clause("ADVANCE BY", window.advanceMillis()) : "",
            window.emit() == Emit.FINAL ? clause("GRACE PERIOD", window.graceMillis()) : "");
    return "SLIDING " + clauses(clauses) + " EMIT " + window.emit();
  }

  private static String timeWindow(TimeWindow window) {
    String grace = clause("GRACE PERIOD", window.graceMillis());
    String text;
    if (window instanceof TimeWindow.Hopping hopping) {
      String size = clause("SIZE", hopping.sizeMillis());
      text =
          hopping.tumbling()
              ? "TUMBLING " + clauses(Stream.of(size, grace))
              : "HOPPING "
                  + clauses(Stream.of(size, clause("ADVANCE BY", hopping.advanceMillis()), grace));
    } else {
      String gap = DurationText.of(((TimeWindow.Session) window).gapMillis());
      text = "SESSION " + clauses(Stream.of(gap, grace));
    }
    return text + " EMIT " + window.emit();
  }

  private static String clause(String name, long millis) {
    return name + " " + DurationText.of(millis);
  }

  private static String clauses(Stream<String> clauses) {
    return clauses.filter(each -> !each.isEmpty()).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Expressions over the columns of a source, one after the other. */
  public static String list(List<TypedExpression> expressions) {
    return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", "));
  }
}
