package dev.recency.cli;

import dev.recency.ksqldb.LostWindows;
import dev.recency.local.FlinkCases;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseRunner;
import dev.recency.simulator.Explanation;
import dev.recency.simulator.FeatureCase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What runs cases. */
enum Engine {
  /** In memory, without Kafka and Flink. */
  SIMULATOR {
    @Override
    List<CaseResult> run(List<FeatureCase> cases) {
      return cases.stream().map(each -> CaseRunner.run(each, LOST_WINDOWS)).toList();
    }
  },
  /** The Flink job, many cases per job, on a broker and a cluster in this process. */
  FLINK {
    @Override
    List<CaseResult> run(List<FeatureCase> cases) throws IOException, InterruptedException {
      try (FlinkCases flink = FlinkCases.open(LOST_WINDOWS)) {
        return flink.run(cases);
      }
    }
  },
  /** The statements as ksqlDB builds them, on Kafka Streams. */
  KSQLDB_REFERENCE {
    @Override
    List<CaseResult> run(List<FeatureCase> cases) {
      return cases.stream().map(ReferenceCases::run).toList();
    }
  };

  /** Windows that ksqlDB loses and Recency emits. */
  private static final Explanation LOST_WINDOWS =
      (plan, inputs, expected, actual) ->
          LostWindows.explain(plan, inputs, expected, actual)
              ? Optional.of(LostWindows.REASON)
              : Optional.empty();

  /** How these cases end, in their order. */
  abstract List<CaseResult> run(List<FeatureCase> cases) throws IOException, InterruptedException;

  /** The engine as the command line spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The engine of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Engine parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "[" + text + "]: write simulator, flink or ksqldb-reference"));
  }
}
