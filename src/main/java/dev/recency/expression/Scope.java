package dev.recency.expression;

import dev.recency.expression.ErrorListener.Kind;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all closures of one compiled statement share: whom to tell of errors, the surroundings, and
 * the values of lambda parameters while a lambda runs and of table functions while a row is made. Not
 * thread-safe.
 */
final class Scope {
  private static final int MAX_LAMBDA_PARAMETERS = 64;

  private final String statement;
  private final ErrorListener listener;
  private final Surroundings surroundings;
  private final List<Evaluator> tables = new ArrayList<>();
  private final List<@Nullable Object> elements = new ArrayList<>();
  private final @Nullable Object[] lambdaParameters = new @Nullable Object[MAX_LAMBDA_PARAMETERS];

  Scope(String statement, ErrorListener listener, Surroundings surroundings) {
    this.statement = statement;
    this.listener = listener;
    this.surroundings = surroundings;
  }

  /** Adds the list of a table function; gives its number. */
  int addTable(Evaluator list) {
    tables.add(list);
    elements.add(null);
    return tables.size() - 1;
  }

  /** The lists of the table functions, by number. */
  List<Evaluator> tables() {
    return tables;
  }

  /** The element of a table function's list that the row being made has. */
  @Nullable Object element(int number) {
    return elements.get(number);
  }

  void setElement(int number, @Nullable Object element) {
    elements.set(number, element);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Nullable Object lambdaParameter(int number) {
    return lambdaParameters[number];
  }

  void setLambdaParameter(int number, @Nullable Object value) {
    lambdaParameters[number] = value;
  }

  /** Tells the listener; an exception of the JDK gets the kind of what was evaluated. */
  void report(RuntimeException error, Kind kind) {
    listener.failed(statement, kindOf(error, kind), String.valueOf(error.getMessage()));
  }

  /** A regular expression may need a stack as deep as its text is long: no reason to stop a job. */
  void reportOverflow() {
    listener.failed(statement, Kind.FUNCTION, "The expression needs more stack than there is");
  }

  private static Kind kindOf(RuntimeException error, Kind kind) {
    if (error instanceof EvaluationException evaluation) {
      return evaluation.kind();
    }
    if (error instanceof DateTimeException || error instanceof NumberFormatException) {
      return kind;
    }
    return error instanceof ArithmeticException ? Kind.OVERFLOW : kind;
  }

  /** Gives NULL and reports where the evaluator fails. */
  Evaluator guarded(Evaluator evaluator, Kind kind) {
    return row -> {
      try {
        return evaluator.evaluate(row);
      } catch (RuntimeException e) {
        report(e, kind);
        return null;
      } catch (StackOverflowError e) {
        reportOverflow();
        return null;
      }
    };
  }
}
