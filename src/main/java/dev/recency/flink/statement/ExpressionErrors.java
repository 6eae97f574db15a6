package dev.recency.flink.statement;

import dev.recency.expression.ErrorListener;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the run-time errors of expressions and logs the first of each statement and kind. What the
 * error says may hold data, so it is logged at DEBUG only.
 */
public final class ExpressionErrors implements ErrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(ExpressionErrors.class);

  private record Subject(String statement, Kind kind) {}

  private final MetricGroup operator;
  private final Map<Subject, Counter> counters = new HashMap<>();

  /**
   * @param operator the group of the operator that runs the statements
   */
  public ExpressionErrors(MetricGroup operator) {
    this.operator = operator;
  }

  @Override
  public void failed(String statement, Kind kind, String message) {
    counters.computeIfAbsent(new Subject(statement, kind), this::first).inc();
    LOG.debug("Expression of statement [{}] failed with [{}]: {}", statement, kind, message);
  }

  private Counter first(Subject subject) {
    LOG.warn(
        "Expression of statement [{}] failed with [{}]; its value is NULL, in WHERE false."
            + " Further errors of this kind are only counted.",
        subject.statement(),
        subject.kind());
    return operator
        .addGroup("statement", subject.statement())
        .addGroup("error", subject.kind().name())
        .counter("expressionErrors");
  }
}
