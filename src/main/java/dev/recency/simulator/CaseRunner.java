package dev.recency.simulator;

import dev.recency.expression.Surroundings;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Input;
import dev.recency.plan.Notice;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Runs one case: queries one after the other in order of creation, each over its complete input,
 * one partition, one record at a time, events from the future welcome, because a case has no
 * arrival times of its own.
 */
public final class CaseRunner {
  private static final ClockOptions OPTIONS = new ClockOptions(0, 0, 1, Long.MAX_VALUE);
  private static final int RECORDS_IN_MESSAGE = 5;

  /** The wall clock of all cases stands still. */
  private static final long NOW_MILLIS = 1_700_000_000_000L;

  private static final long SEED = 1;

  private CaseRunner() {}

  /** How this case ends. Never throws because of a case. */
  public static CaseResult run(TestCase test) {
    try {
      return evaluate(test);
    } catch (RuntimeException | StackOverflowError e) {
      String message = e.getClass().getSimpleName() + ": " + e.getMessage();
      StackTraceElement[] trace = e.getStackTrace();
      return result(test, Outcome.ERROR, trace.length == 0 ? message : message + " at " + trace[0]);
    }
  }

  private static CaseResult evaluate(TestCase test) {
    Plan plan;
    try {
      plan = plan(test);
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
    return compare(test, plan);
  }

  private static Plan plan(TestCase test) {
    StringBuilder script = new StringBuilder();
    for (Map.Entry<String, String> property : test.properties().entrySet()) {
      script.append("SET '").append(property.getKey()).append("' = '");
      script.append(property.getValue()).append("'; ");
    }
    for (String statement : test.statements()) {
      script.append(statement).append(statement.stripTrailing().endsWith(";") ? "\n" : ";\n");
    }
    return Planner.plan(List.of(SqlParser.script(test.file(), script.toString())));
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

  private static CaseResult compare(TestCase test, Plan plan) {
    CaseTopics topics = new CaseTopics(plan);
    Map<String, List<RawRecord>> inputs = new LinkedHashMap<>();
    for (CaseRecord input : test.inputs()) {
      List<RawRecord> records = inputs.computeIfAbsent(input.topic(), each -> new ArrayList<>());
      records.add(topics.encode(input, records.size()));
    }
    Map<String, List<RawRecord>> written = execute(plan, inputs);
    Set<String> expectedTopics = new LinkedHashSet<>();
    test.outputs().forEach(each -> expectedTopics.add(each.topic()));
    for (String topic : expectedTopics) {
      List<CaseRecord> expected =
          test.outputs().stream().filter(each -> each.topic().equals(topic)).toList();
      List<RawRecord> actual = written.getOrDefault(topic, List.of());
      Optional<String> difference = difference(topics, topic, expected, actual);
      if (difference.isPresent()) {
        return result(test, Outcome.FAILED, difference.get());
      }
    }
    return result(test, Outcome.PASSED, "");
  }

  /** What the queries write to each topic. */
  private static Map<String, List<RawRecord>> execute(
      Plan plan, Map<String, List<RawRecord>> inputs) {
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      Input input = plan.inputOf(query);
      String topic = input.source().serialization().topic();
      List<RawRecord> records =
          inputs.containsKey(topic)
              ? inputs.getOrDefault(topic, List.of())
              : List.copyOf(written.getOrDefault(topic, List.of()));
      QueryRunner runner =
          new QueryRunner(
              query,
              (statement, kind, message) -> {},
              new Surroundings(() -> NOW_MILLIS, new SplittableRandom(SEED)),
              command -> {
                List<RawRecord> log =
                    written.computeIfAbsent(command.topic(), each -> new ArrayList<>());
                log.add(Simulator.record(command, log.size()));
              });
      SourceReader reader =
          new SourceReader(input, List.of(runner), OPTIONS, (record, reason, message) -> {});
      records.forEach(reader::read);
    }
    return written;
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

  private static CaseResult result(TestCase test, Outcome outcome, String message) {
    return new CaseResult(test.file(), test.name(), outcome, message);
  }
}
