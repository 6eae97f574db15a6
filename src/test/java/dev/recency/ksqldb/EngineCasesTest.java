package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.ksqldb.EngineCase.Answer;
import dev.recency.ksqldb.ListedDifferences.Kind;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What ksqlDB's own engine was seen to answer: the model writes it, and so does Recency, byte for
 * byte and in order, but for the cases in {@code model.tsv} and {@code extended.tsv}.
 */
class EngineCasesTest {
  private static final int CASES = 325;
  private static final ClockOptions ANY_TIME = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  private static Map<String, List<RawRecord>> byTopic(List<RawRecord> records) {
    Map<String, List<RawRecord>> topics = new LinkedHashMap<>();
    for (RawRecord record : records) {
      topics.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record);
    }
    return topics;
  }

  private static Map<String, List<RawRecord>> simulated(Plan plan, List<RawRecord> inputs) {
    List<RawRecord> written = new ArrayList<>();
    Simulator simulator = new Simulator(plan, ANY_TIME, each -> written.add(record(each)));
    inputs.forEach(simulator::process);
    written.removeIf(each -> each.topic().equals(Simulator.DEAD_LETTER_TOPIC));
    return byTopic(written);
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
                PlanModel.run(plan, byTopic(test.inputs(plan)), losses, test.emitIntervalMillis()));
        difference.ifPresent(each -> listed.differs(test, Kind.DIFFERENT, each));
        equal += difference.isEmpty() ? 1 : 0;
        windows += difference.isEmpty() && test.has("WINDOW") ? 1 : 0;
      } catch (SqlException e) {
        listed.differs(test, Kind.REFUSED, String.valueOf(e.getMessage()));
      }
    }
    listed.check();
    System.out.println("EngineCasesTest: model equal [" + equal + "] windows [" + windows + "]");
    assertThat(windows).isGreaterThanOrEqualTo(150);
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
      listed.differs(test, Kind.EXTENDED, "the engine refused it");
      return false;
    }
    List<RawRecord> inputs = test.inputs(plan);
    Map<String, List<RawRecord>> written = simulated(plan, inputs);
    Optional<String> difference = difference(test, written);
    difference.ifPresent(each -> listed.differs(test, kind(test, plan, inputs, written), each));
    return difference.isEmpty();
  }

  /** Extended where the engine crashed, or lost windows, or waited for its wall clock. */
  private static Kind kind(
      EngineCase test, Plan plan, List<RawRecord> inputs, Map<String, List<RawRecord>> written) {
    boolean lost =
        LostWindows.explain(
            plan, byTopic(inputs), topics -> difference(test, topics).isEmpty(), written);
    boolean waited = test.emitIntervalMillis() > 0;
    return test.answer() == Answer.CRASHED || lost || waited ? Kind.EXTENDED : Kind.DIFFERENT;
  }
}
