package dev.recency.deployment.promql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** The value of a query at one time, over some series. */
record Evaluator(List<Series> series, long timeMillis) {
  private static final double SECOND = 1_000;

  /**
   * A scalar is one element without labels.
   *
   * @param elements by their labels
   */
  record Value(boolean scalar, Map<Map<String, String>, Double> elements) {
    static Value of(double scalar) {
      return new Value(true, Map.of(Map.of(), scalar));
    }

    double number() {
      return elements.values().iterator().next();
    }

    /** Its elements; a scalar has one beside each element of the other operand. */
    Map<Map<String, String>, Double> beside(Value other) {
      if (!scalar) {
        return elements;
      }
      Map<Map<String, String>, Double> spread = new HashMap<>();
      other.elements.keySet().forEach(labels -> spread.put(labels, number()));
      return spread;
    }
  }

  Value of(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return Value.of(literal.value());
    } else if (expression instanceof Expression.Time) {
      return Value.of(timeMillis / SECOND);
    } else if (expression instanceof Expression.Selector selector) {
      return vector(newest(selector));
    } else if (expression instanceof Expression.Call call) {
      return vector(call(call));
    } else if (expression instanceof Expression.Aggregate aggregate) {
      return vector(aggregate(aggregate));
    }
    return binary((Expression.Binary) expression);
  }

  private static Value vector(Map<Map<String, String>, Double> elements) {
    return new Value(false, elements);
  }

  private Map<Map<String, String>, Double> newest(Expression.Selector selector) {
    return found(selector, each -> each.at(timeMillis - selector.offsetMillis()));
  }

  private interface Sampling {
    OptionalDouble of(Series series);
  }

  private Map<Map<String, String>, Double> found(Expression.Selector selector, Sampling sampling) {
    Map<Map<String, String>, Double> found = new HashMap<>();
    for (Series each : series) {
      if (each.matches(selector)) {
        sampling.of(each).ifPresent(value -> put(found, each.labels(), value));
      }
    }
    return found;
  }

  private static void put(
      Map<Map<String, String>, Double> elements, Map<String, String> labels, double value) {
    if (elements.put(labels, value) != null) {
      throw new IllegalStateException("several elements have the labels [" + labels + "]");
    }
  }

  private Map<Map<String, String>, Double> call(Expression.Call call) {
    Expression.Selector argument = (Expression.Selector) call.argument();
    if (call.function().equals("absent")) {
      return newest(argument).isEmpty() ? Map.of(argument.labels(), 1.0) : Map.of();
    }
    long end = timeMillis - argument.offsetMillis();
    long range = argument.rangeMillis();
    return found(
        argument, each -> OverTime.of(call.function(), each.range(end, range), end - range, end));
  }

  private Map<Map<String, String>, Double> aggregate(Expression.Aggregate aggregate) {
    Map<Map<String, String>, Double> groups = new HashMap<>();
    of(aggregate.argument())
        .elements()
        .forEach(
            (labels, value) ->
                groups.merge(
                    kept(labels, aggregate.by()),
                    aggregate.operator().equals("count") ? 1 : value,
                    (one, other) ->
                        switch (aggregate.operator()) {
                          case "min" -> Math.min(one, other);
                          case "max" -> Math.max(one, other);
                          default -> one + other;
                        }));
    return groups;
  }

  private static Map<String, String> kept(Map<String, String> labels, List<String> names) {
    Map<String, String> kept = new TreeMap<>(labels);
    kept.keySet().retainAll(new TreeSet<>(names));
    return kept;
  }

  private Value binary(Expression.Binary binary) {
    Value left = of(binary.left());
    Value right = of(binary.right());
    if (left.scalar() && right.scalar()) {
      return Value.of(applied(binary.operator(), left.number(), right.number()).orElseThrow());
    }
    boolean set = binary.operator().equals("and") || binary.operator().equals("unless");
    Map<Map<String, String>, Double> partners = new HashMap<>();
    right
        .beside(left)
        .forEach(
            (labels, value) -> {
              if (set) {
                partners.put(matched(labels, binary), value);
              } else {
                put(partners, matched(labels, binary), value);
              }
            });
    Map<Map<String, String>, Double> result = new HashMap<>();
    left.beside(right)
        .forEach(
            (labels, value) ->
                combined(
                        binary.operator(),
                        value,
                        Optional.ofNullable(partners.get(matched(labels, binary))))
                    .ifPresent(each -> put(result, labels, each)));
    return vector(result);
  }

  private static Map<String, String> matched(Map<String, String> labels, Expression.Binary binary) {
    return binary.on().isEmpty() ? labels : kept(labels, binary.on());
  }

  private static OptionalDouble combined(String operator, double left, Optional<Double> right) {
    return switch (operator) {
      case "and" -> right.isPresent() ? OptionalDouble.of(left) : OptionalDouble.empty();
      case "unless" -> right.isPresent() ? OptionalDouble.empty() : OptionalDouble.of(left);
      default -> right.isPresent() ? applied(operator, left, right.get()) : OptionalDouble.empty();
    };
  }

  /** A comparison lets its left side pass. */
  private static OptionalDouble applied(String operator, double left, double right) {
    boolean passes =
        switch (operator) {
          case "-", "/" -> true;
          case "==" -> left == right;
          case "!=" -> left != right;
          case "<" -> left < right;
          case "<=" -> left <= right;
          case ">" -> left > right;
          default -> left >= right;
        };
    if (!passes) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (operator) {
          case "-" -> left - right;
          case "/" -> left / right;
          default -> left;
        });
  }
}
