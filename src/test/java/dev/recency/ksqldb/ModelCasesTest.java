package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.ksqldb.EngineCase.Answer;
import dev.recency.ksqldb.ListedDifferences.Kind;
import dev.recency.plan.Plan;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The model writes what ksqlDB's own engine was seen to write, byte for byte and in order, but for
 * the cases in {@code model.tsv}.
 */
class ModelCasesTest {
  /** Those that the engine ran, without the one with a record cache that is too small. */
  private static final int WINDOW_CASES = 161;

  private static final int CRASHED_CASES = 6;

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
            test.difference(
                PlanModel.run(plan, test.inputs(plan), losses, test.emitIntervalMillis()));
        difference.ifPresent(each -> listed.differs(test, Kind.DIFFERENT, each));
        equal += difference.isEmpty() ? 1 : 0;
        windows += difference.isEmpty() && test.has("WINDOW") ? 1 : 0;
      } catch (SqlException e) {
        listed.differs(test, Kind.REFUSED, String.valueOf(e.getMessage()));
      }
    }
    listed.check();
    System.out.println("ModelCasesTest: equal [" + equal + "] windows [" + windows + "]");
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
          Written.of(PlanModel.run(plan, test.inputs(plan), Losses.OF_THE_STORE));
      for (Map.Entry<String, List<Written>> topic : test.written().entrySet()) {
        List<Written> written = model.getOrDefault(topic.getKey(), List.of());
        assertThat(written.subList(0, topic.getValue().size()))
            .as("%s", test)
            .isEqualTo(topic.getValue());
      }
    }
    assertThat(crashed).isEqualTo(CRASHED_CASES);
  }
}
