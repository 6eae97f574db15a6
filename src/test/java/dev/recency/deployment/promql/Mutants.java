package dev.recency.deployment.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An alert with one mistake: each of those that somebody could make when they change it. */
final class Mutants {
  private static final Map<String, String> COMPARED_WRONGLY =
      Map.of(">", "<", "<", ">", "==", "!=", "!=", "==");
  private static final Map<String, String> AGGREGATED_WRONGLY = Map.of("min", "max", "max", "min");

  private Mutants() {}

  static List<Alert> of(Alert alert) {
    List<Alert> mutants = new ArrayList<>();
    for (Expression each : of(alert.condition())) {
      mutants.add(new Alert(alert.name(), each, alert.pendingMillis(), alert.keepMillis()));
    }
    if (alert.pendingMillis() > 0) {
      mutants.add(new Alert(alert.name(), alert.condition(), 0, alert.keepMillis()));
    }
    if (alert.keepMillis() > 0) {
      mutants.add(new Alert(alert.name(), alert.condition(), alert.pendingMillis(), 0));
    }
    return mutants;
  }

  private static List<Expression> of(Expression expression) {
    List<Expression> mutants = new ArrayList<>();
    if (expression instanceof Expression.Literal literal && literal.value() != 0) {
      mutants.add(new Expression.Literal(literal.value() * 10));
      mutants.add(new Expression.Literal(literal.value() / 10));
    } else if (expression instanceof Expression.Selector selector) {
      mutants.addAll(ofSelector(selector));
    } else if (expression instanceof Expression.Call call) {
      within(call.argument(), each -> new Expression.Call(call.function(), each), mutants);
    } else if (expression instanceof Expression.Aggregate aggregate) {
      mutants.addAll(ofAggregate(aggregate));
    } else if (expression instanceof Expression.Binary binary) {
      mutants.addAll(ofBinary(binary));
    }
    return mutants;
  }

  private static void within(
      Expression part, UnaryOperator<Expression> whole, List<Expression> mutants) {
    of(part).forEach(each -> mutants.add(whole.apply(each)));
  }

  private static List<Expression> ofSelector(Expression.Selector of) {
    List<Expression> mutants = new ArrayList<>();
    mutants.add(
        new Expression.Selector(of.name() + "s", of.labels(), of.rangeMillis(), of.offsetMillis()));
    if (!of.labels().isEmpty()) {
      mutants.add(
          new Expression.Selector(of.name(), Map.of(), of.rangeMillis(), of.offsetMillis()));
    }
    if (of.offsetMillis() > 0) {
      mutants.add(new Expression.Selector(of.name(), of.labels(), of.rangeMillis(), 0));
    }
    return mutants;
  }

  private static List<Expression> ofAggregate(Expression.Aggregate of) {
    List<Expression> mutants = new ArrayList<>();
    within(of.argument(), each -> new Expression.Aggregate(of.operator(), of.by(), each), mutants);
    String operator = AGGREGATED_WRONGLY.get(of.operator());
    if (operator != null && overSubtasks(of.argument())) {
      mutants.add(new Expression.Aggregate(operator, of.by(), of.argument()));
    }
    for (String label : of.by()) {
      List<String> others = of.by().stream().filter(each -> !each.equals(label)).toList();
      mutants.add(new Expression.Aggregate(of.operator(), others, of.argument()));
    }
    return mutants;
  }

  /** A JobManager has one series of each; whether that is the least or the most is all the same. */
  private static boolean overSubtasks(Expression argument) {
    return argument instanceof Expression.Selector of && of.name().startsWith("flink_taskmanager_");
  }

  private static List<Expression> ofBinary(Expression.Binary of) {
    List<Expression> mutants = new ArrayList<>();
    within(
        of.left(),
        each -> new Expression.Binary(of.operator(), of.on(), each, of.right()),
        mutants);
    within(
        of.right(),
        each -> new Expression.Binary(of.operator(), of.on(), of.left(), each),
        mutants);
    String operator = COMPARED_WRONGLY.get(of.operator());
    if (operator != null) {
      mutants.add(new Expression.Binary(operator, of.on(), of.left(), of.right()));
    }
    if (of.operator().equals("and") || of.operator().equals("unless")) {
      mutants.add(of.left());
    }
    return mutants;
  }
}
