package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.ksqldb.EngineCase.Answer;
import dev.recency.ksqldb.ListedDifferences.Kind;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Notice;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.RejectReason;
import dev.recency.simulator.Simulator;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What ksqlDB's own engine was seen to answer: the model writes it, and so does Recency, byte for
 * byte and in order, but for the cases in {@code model.tsv} and {@code extended.tsv}.
 */
class EngineCasesTest {
  private static final int CASES = 325;

  /** Those that the engine ran, without the one with a record cache that is too small. */
  private static final int WINDOW_CASES = 161;

  private static final int CRASHED_CASES = 6;
  private static final ClockOptions ANY_TIME = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  private static Map<String, List<RawRecord>> byTopic(List<RawRecord> records) {
    Map<String, List<RawRecord>> topics = new LinkedHashMap<>();
    for (RawRecord record : records) {
      topics.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
    }
    return topics;
  }

  /** What Recency writes, dead letters too: query by query, as the engine ran the cases. */
  private static Map<String, List<RawRecord>> simulated(Plan plan, List<RawRecord> inputs) {
    Map<String, List<RawRecord>> given = byTopic(inputs);
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      Plan alone = new Plan(plan.sources(), plan.inputs(), List.of(query), plan.notices());
      String topic = plan.inputOf(query).source().serialization().topic();
      List<RawRecord> records =
          given.containsKey(topic)
              ? given.get(topic)
              : List.copyOf(written.getOrDefault(topic, List.of()));
      Simulator simulator =
          new Simulator(
              alone,
              ANY_TIME,
              each ->
                  written
                      .computeIfAbsent(each.topic(), name -> new ArrayList<>())
                      .add(record(each)));
      records.forEach(simulator::process);
    }
    return written;
  }

  private static RawRecord record(CommandRecord command) {
    return new RawRecord(
        command.topic(),
        0,
        0,
        command.timestampMillis(),
        command.key(),
        command.value(),
        command.headers());
  }

  /** In which topic something else was written, and what; empty if nowhere. */
  private static Optional<String> difference(EngineCase test, Map<String, List<RawRecord>> topics) {
    Map<String, List<Written>> own = Written.of(topics);
    for (Map.Entry<String, List<Written>> topic : test.written().entrySet()) {
      List<Written> written = own.getOrDefault(topic.getKey(), List.of());
      if (!written.equals(topic.getValue())) {
        return Optional.of("wrote " + written + ", the engine " + topic.getValue());
      }
    }
    return Optional.empty();
  }

  /** Joins apart, the model runs what the engine ran, and writes what the engine wrote. */
  @Test
  void theModelWritesWhatTheEngineWrote() throws IOException {
    ListedDifferences listed = ListedDifferences.read("model.tsv");
    int equal = 0;
    int windows = 0;
    for (EngineCase test : EngineCase.all()) {
      if (test.answer() != Answer.RAN || test.has("JOIN")) {
        continue;
      }
      try {
        Plan plan = test.plan();
        Losses losses = test.cached() ? Losses.NONE : Losses.OF_THE_STORE;
        Optional<String> difference =
            difference(
                test,
                PlanModel.run(
                    plan, byTopic(test.inputs(plan)), losses, test.emitIntervalMillis()));
        difference.ifPresent(each -> listed.differs(test, Kind.DIFFERENT, each));
        equal += difference.isEmpty() ? 1 : 0;
        windows += difference.isEmpty() && test.has("WINDOW") ? 1 : 0;
      } catch (SqlException e) {
        listed.differs(test, Kind.REFUSED, String.valueOf(e.getMessage()));
      }
    }
    listed.check();
    System.out.println("EngineCasesTest: model equal [" + equal + "] windows [" + windows + "]");
    assertThat(windows).isEqualTo(WINDOW_CASES);
  }

  /** The model does not crash; up to there it writes the same. */
  @Test
  void theModelWritesWhatTheEngineWroteBeforeItCrashed() throws IOException {
    int crashed = 0;
    for (EngineCase test : EngineCase.all()) {
      if (test.answer() != Answer.CRASHED) {
        continue;
      }
      crashed++;
      Plan plan = test.plan();
      Map<String, List<Written>> model =
          Written.of(PlanModel.run(plan, byTopic(test.inputs(plan)), Losses.OF_THE_STORE));
      test.written()
          .forEach(
              (topic, records) ->
                  assertThat(model.getOrDefault(topic, List.of()))
                      .as("%s", test)
                      .startsWith(records.toArray(Written[]::new)));
    }
    assertThat(crashed).isEqualTo(CRASHED_CASES);
  }

  @Test
  void recencyWritesWhatTheEngineWrote() throws IOException {
    ListedDifferences listed = ListedDifferences.read("extended.tsv");
    List<EngineCase> cases = EngineCase.all();
    assertThat(cases).hasSize(CASES);
    int equal = 0;
    for (EngineCase test : cases) {
      equal += compare(test, listed) ? 1 : 0;
    }
    listed.check();
    System.out.println("EngineCasesTest: Recency equal [" + equal + "]");
  }

  private static boolean compare(EngineCase test, ListedDifferences listed) {
    Plan plan;
    try {
      plan = test.plan();
    } catch (SqlException e) {
      if (test.answer() != Answer.REFUSED) {
        listed.differs(test, Kind.REFUSED, String.valueOf(e.getMessage()));
      }
      return test.answer() == Answer.REFUSED;
    }
    if (test.answer() == Answer.REFUSED) {
      Kind kind = noticed(plan) ? Kind.EXTENDED : Kind.DIFFERENT;
      listed.differs(test, kind, "the engine refused it: " + plan.notices());
      return false;
    }
    List<RawRecord> inputs = test.inputs(plan);
    Map<String, List<RawRecord>> written = simulated(plan, inputs);
    List<RawRecord> letters = written.remove(Simulator.DEAD_LETTER_TOPIC);
    Optional<String> difference = difference(test, written);
    difference.ifPresent(
        each -> {
          boolean extended =
              test.answer() == Answer.CRASHED
                  || test.emitIntervalMillis() > 0
                  || onPurpose(plan, letters)
                  || lost(test, plan, inputs, written);
          listed.differs(test, extended ? Kind.EXTENDED : Kind.DIFFERENT, each);
        });
    return difference.isEmpty();
  }

  /** Whether the planner says so, or a number was rejected that the engine wraps. */
  private static boolean onPurpose(Plan plan, @Nullable List<RawRecord> letters) {
    boolean wrapped =
        letters != null
            && letters.stream()
                .map(each -> Written.of(0, null, each.value()).value())
                .anyMatch(each -> each.contains(RejectReason.OUT_OF_RANGE.name()));
    return wrapped || noticed(plan);
  }

  private static boolean noticed(Plan plan) {
    return plan.notices().stream().anyMatch(each -> each.kind() == Notice.Kind.EXTENDED);
  }

  /** Whether the engine lost windows; with a small record cache it lost some of them. */
  private static boolean lost(
      EngineCase test,
      Plan plan,
      List<RawRecord> inputs,
      Map<String, List<RawRecord>> written) {
    return LostWindows.explain(
            plan, byTopic(inputs), topics -> difference(test, topics).isEmpty(), written)
        || (test.cached() && Written.of(written).entrySet().stream().allMatch(topic -> inside(test, topic.getKey(), topic.getValue())));
  }

  /** Whether what the engine wrote is left when some of these records are left out. */
  private static boolean inside(EngineCase test, String topic, List<Written> written) {
    Iterator<Written> rest = written.iterator();
    for (Written each : test.written().getOrDefault(topic, List.of())) {
      boolean found = false;
      while (!found && rest.hasNext()) {
        found = rest.next().equals(each);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
