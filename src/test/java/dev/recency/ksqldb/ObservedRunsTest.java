package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.ksqldb.ObservedRun.Seen;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.simulator.Simulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The article's scenario and 5,000 real messages, record by record as ksqlDB wrote them: after
 * which input, key, window, value, timestamp, order. Its record cache was so large that nothing was
 * lost.
 */
class ObservedRunsTest {
  private static final ClockOptions ANY_TIME = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  /** Number of records per run. */
  private static final Map<String, Integer> RUNS =
      Map.of(
          "article-hop1_final_nograce", 22,
          "article-hop2_changes", 40,
          "article-hop2_final_grace1m", 11,
          "article-hop2_final_nograce", 11,
          "article-post_struct_legal", 22,
          "article-tumbling_changes", 8,
          "messages-hopping-final", 30_469,
          "messages-tumbling-changes", 5_000);

  private static List<ObservedRun> runs() throws IOException {
    List<ObservedRun> runs = ObservedRun.all();
    if (runs.isEmpty()) {
      System.out.println("ObservedRunsTest: skipped, because there is no recorded run");
    }
    Assumptions.assumeFalse(runs.isEmpty(), "no recorded runs");
    assertThat(runs)
        .extracting(ObservedRun::name)
        .containsExactlyInAnyOrderElementsOf(RUNS.keySet());
    return runs;
  }

  @Test
  void theModelWithoutLossesWritesWhatWasSeen() throws IOException {
    for (ObservedRun run : runs()) {
      Plan plan = run.plan();
      QueryModel model = QueryModel.of(plan, plan.queries().get(0), Losses.NONE);
      List<Seen> written = new ArrayList<>();
      List<RawRecord> inputs = run.inputs(plan);
      for (int input = 0; input < inputs.size(); input++) {
        for (CommandRecord command : model.take(inputs.get(input), 0)) {
          written.add(run.seen(plan, input, command));
        }
      }
      compare(run, written);
    }
  }

  @Test
  void recencyWritesWhatWasSeen() throws IOException {
    for (ObservedRun run : runs()) {
      Plan plan = run.plan();
      List<Seen> written = new ArrayList<>();
      int[] input = new int[1];
      Simulator simulator =
          new Simulator(plan, ANY_TIME, command -> written.add(run.seen(plan, input[0], command)));
      for (RawRecord record : run.inputs(plan)) {
        simulator.process(record);
        input[0]++;
      }
      compare(run, written);
    }
  }

  private static void compare(ObservedRun run, List<Seen> written) throws IOException {
    List<Seen> seen = run.seen();
    assertThat(seen).as(run.name()).hasSize(RUNS.getOrDefault(run.name(), -1));
    for (int i = 0; i < Math.min(seen.size(), written.size()); i++) {
      assertThat(written.get(i))
          .as("%s record [%d]", run.name(), i)
          .matches(seen.get(i)::same, "is " + seen.get(i));
    }
    assertThat(written).as(run.name()).hasSameSizeAs(seen);
  }
}
