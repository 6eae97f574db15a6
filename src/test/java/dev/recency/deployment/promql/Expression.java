package dev.recency.deployment.promql;

import java.util.List;
import java.util.Map;

/** A query; only what the alert rules use. */
sealed interface Expression {
  /** A number. */
  record Literal(double value) implements Expression {}

  /** {@code time()}, in seconds. */
  record Time() implements Expression {}

  /**
   * A selector.
   *
   * @param labels that series have to have
   * @param rangeMillis how much of the past it takes; 0: the newest sample
   */
  record Selector(String name, Map<String, String> labels, long rangeMillis, long offsetMillis)
      implements Expression {
    public Selector {
      labels = Map.copyOf(labels);
    }
  }

  /** A function of one argument. */
  record Call(String function, Expression argument) implements Expression {}

  /** {@code sum by (…) (…)} and the like. */
  record Aggregate(String operator, List<String> by, Expression argument) implements Expression {
    public Aggregate {
      by = List.copyOf(by);
    }
  }

  /**
   * Two operands.
   *
   * @param on the labels by which elements are matched; empty: all
   */
  record Binary(String operator, List<String> on, Expression left, Expression right)
      implements Expression {
    public Binary {
      on = List.copyOf(on);
    }
  }
}
