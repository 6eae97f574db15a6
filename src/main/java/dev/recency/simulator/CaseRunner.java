package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Notice;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.TestCase.CaseInput;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Script;
import dev.recency.window.SlidingWindows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs one case: statements one after the other in order of creation, each over its complete input,
 * one record at a time, events from the future welcome, because a case has no arrival times of its
 * own. It is run twice: with state as operators keep it, and with state written and read back after
 * each call; both have to give what is expected.
 */
public final class CaseRunner {
  private static final int RECORDS_IN_MESSAGE = 5;

  private CaseRunner() {}

  /** How this case ends. Never throws because of a case. */
  public static CaseResult run(FeatureCase test) {
    return run(test, Explanation.NONE);
  }

  /** The same, where a difference that is on purpose makes a case in JSON an extended one. */
  public static CaseResult run(FeatureCase test, Explanation explanation) {
    return run(test, explanation, SlidingWindows::of);
  }

  /** The same with other operators, if the case is one in JSON. */
  static CaseResult run(FeatureCase test, RunnerOptions.Operators operators) {
    return run(test, Explanation.NONE, operators);
  }

  private static CaseResult run(
      FeatureCase test, Explanation explanation, RunnerOptions.Operators operators) {
    return guarded(
        test,
        () ->
            test instanceof SqlTestCase sql
                ? SqlTestRunner.run(sql)
                : evaluate((TestCase) test, explanation, operators));
  }

  /** What an evaluation says; an exception of it is a result too. */
  static CaseResult guarded(FeatureCase test, Supplier<CaseResult> evaluation) {
    try {
      return evaluation.get();
    } catch (RuntimeException | StackOverflowError e) {
      String message = e.getClass().getSimpleName() + ": " + e.getMessage();
      StackTraceElement[] trace = e.getStackTrace();
      return result(test, Outcome.ERROR, trace.length == 0 ? message : message + " at " + trace[0]);
    }
  }

  private static CaseResult evaluate(
      TestCase test, Explanation explanation, RunnerOptions.Operators operators) {
    Plan plan;
    try {
      plan = plan(script(test));
    } catch (SqlException e) {
      return refusal(test, e);
    }
    if (test.refusalExpected()) {
      Optional<Notice> extension =
          plan.notices().stream().filter(each -> each.kind() == Notice.Kind.EXTENDED).findFirst();
      return extension.isPresent()
          ? result(test, Outcome.EXTENDED, extension.get().toString())
          : result(test, Outcome.FAILED, "expected a refusal, got a plan");
    }
    return compare(test, plan, explanation, operators);
  }

  /** The properties and statements of a case. */
  static Script script(TestCase test) {
    StringBuilder script = new StringBuilder();
    for (Map.Entry<String, String> property : test.properties().entrySet()) {
      script.append("SET '").append(property.getKey()).append("' = '");
      script.append(property.getValue()).append("'; ");
    }
    for (String statement : test.statements()) {
      script.append(statement).append(statement.stripTrailing().endsWith(";") ? "\n" : ";\n");
    }
    return SqlParser.script(test.file(), script.toString());
  }

  static Plan plan(Script script) {
    return Planner.plan(List.of(script));
  }

  private static CaseResult refusal(TestCase test, SqlException e) {
    String message = String.valueOf(e.getMessage());
    if (test.refusalExpected()) {
      return result(test, Outcome.PASSED, message);
    }
    return e.code() == ErrorCode.UNSUPPORTED
        ? result(test, Outcome.REFUSED, message)
        : result(test, Outcome.FAILED, "expected a plan, got " + message);
  }

  private static CaseResult compare(
      TestCase test, Plan plan, Explanation explanation, RunnerOptions.Operators operators) {
    CaseTopics topics = new CaseTopics(plan);
    CaseResult first = null;
    for (boolean forgets : new boolean[] {false, true}) {
      CaseExecution execution = new CaseExecution(test, plan, topics, forgets, operators);
      CaseResult result = judge(test, plan, topics, explanation, execution.run());
      if (result.outcome() == Outcome.FAILED && forgets) {
        return result(
            test, Outcome.FAILED, "with state read back after each call: " + result.message());
      }
      if (result.outcome() == Outcome.FAILED) {
        return result;
      }
      first = first == null ? result : first;
    }
    return Objects.requireNonNull(first);
  }

  /**
   * How a case ends that wrote this.
   *
   * @param written the records of each topic, in order
   */
  static CaseResult judge(
      TestCase test,
      Plan plan,
      CaseTopics topics,
      Explanation explanation,
      Map<String, List<RawRecord>> written) {
    Optional<String> difference = difference(test, topics, written);
    if (difference.isEmpty()) {
      return result(test, Outcome.PASSED, "");
    }
    Map<String, List<RawRecord>> inputs = new LinkedHashMap<>();
    for (CaseInput input : test.inputs()) {
      if (input instanceof CaseRecord record) {
        List<RawRecord> of = inputs.computeIfAbsent(record.topic(), each -> new ArrayList<>());
        of.add(topics.encode(record, of.size()));
      }
    }
    Map<String, List<RawRecord>> actual = new LinkedHashMap<>(written);
    actual.values().removeIf(List::isEmpty);
    return explanation
        .of(plan, inputs, other -> difference(test, topics, other).isEmpty(), actual)
        .map(reason -> result(test, Outcome.EXTENDED, reason))
        .orElseGet(() -> result(test, Outcome.FAILED, difference.get()));
  }

  /** What is not as the case expects it in the topics that it says something about. */
  private static Optional<String> difference(
      TestCase test, CaseTopics topics, Map<String, List<RawRecord>> written) {
    Map<String, List<CaseRecord>> expected = new LinkedHashMap<>();
    for (CaseRecord record : test.outputs()) {
      expected.computeIfAbsent(record.topic(), each -> new ArrayList<>()).add(record);
    }
    for (Map.Entry<String, List<CaseRecord>> topic : expected.entrySet()) {
      List<RawRecord> actual = written.getOrDefault(topic.getKey(), List.of());
      Optional<String> difference = difference(topics, topic.getKey(), topic.getValue(), actual);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      CaseTopics topics, String topic, List<CaseRecord> expected, List<RawRecord> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      Optional<String> difference = topics.difference(expected.get(i), actual.get(i));
      if (difference.isPresent()) {
        return Optional.of("topic [" + topic + "] record [" + i + "]: " + difference.get());
      }
    }
    if (expected.size() != actual.size()) {
      List<String> got = actual.stream().limit(RECORDS_IN_MESSAGE).map(topics::describe).toList();
      return Optional.of(
          "topic ["
              + topic
              + "]: expected ["
              + expected.size()
              + "] records, got ["
              + actual.size()
              + "]: "
              + got);
    }
    return Optional.empty();
  }

  static CaseResult result(FeatureCase test, Outcome outcome, String message) {
    return new CaseResult(test.file(), test.name(), outcome, message);
  }
}
