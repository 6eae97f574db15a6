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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Recency answers what ksqlDB's own engine was seen to answer, byte for byte and in order, but for
 * the cases in {@code extended.tsv}.
 */
class EngineCasesTest {
  private static final int CASES = 325;
  private static final ClockOptions ANY_TIME = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  /** What Recency writes, dead letters too: query by query, as the engine ran the cases. */
  private static Map<String, List<RawRecord>> simulated(
      Plan plan, Map<String, List<RawRecord>> inputs) {
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      Plan alone = new Plan(plan.sources(), plan.inputs(), List.of(query), plan.notices());
      String topic = plan.inputOf(query).source().serialization().topic();
      List<RawRecord> records =
          inputs.containsKey(topic)
              ? inputs.get(topic)
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
    Map<String, List<RawRecord>> inputs = test.inputs(plan);
    Map<String, List<RawRecord>> written = simulated(plan, inputs);
    List<RawRecord> letters = written.remove(Simulator.DEAD_LETTER_TOPIC);
    Optional<String> difference = test.difference(written);
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
      Map<String, List<RawRecord>> inputs,
      Map<String, List<RawRecord>> written) {
    return LostWindows.explain(plan, inputs, topics -> test.difference(topics).isEmpty(), written)
        || (test.cached() && test.isWithin(written));
  }
}
