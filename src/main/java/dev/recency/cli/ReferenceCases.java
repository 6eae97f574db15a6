package dev.recency.cli;

import dev.recency.format.RawRecord;
import dev.recency.ksqldb.streams.ReferenceOptions;
import dev.recency.ksqldb.streams.ReferenceTopology;
import dev.recency.ksqldb.streams.TopologyDriver;
import dev.recency.plan.Query;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.Explanation;
import dev.recency.simulator.FeatureCase;
import dev.recency.simulator.JobCase;
import dev.recency.simulator.JobCase.Preparation;
import dev.recency.simulator.JobCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cases on ksqlDB's engine: each query as the topology that ksqlDB builds, with the retention that it
 * declares, so that windows are lost as they are there.
 */
final class ReferenceCases {
  private ReferenceCases() {}

  /** How this case ends. */
  static CaseResult run(FeatureCase test) {
    Preparation prepared = JobCases.prepare(test, Explanation.NONE);
    return prepared instanceof Preparation.Decided decided
        ? decided.result()
        : run(((Preparation.Ready) prepared).job());
  }

  private static CaseResult run(JobCase job) {
    FeatureCase test = job.test();
    Optional<Query> unknown =
        job.plan().queries().stream()
            .filter(query -> !ReferenceTopology.knows(job.plan(), query))
            .findFirst();
    if (unknown.isPresent()) {
      return new CaseResult(
          test.file(),
          test.name(),
          Outcome.SKIPPED,
          "the reference knows streams, and the windows that ksqlDB has");
    }
    Map<String, List<RawRecord>> inputs = new LinkedHashMap<>();
    for (RawRecord record : job.inputs()) {
      inputs.computeIfAbsent(record.topic(), each -> new ArrayList<>()).add(record);
    }
    try {
      return job.judge().result(TopologyDriver.run(job.plan(), inputs, ReferenceOptions.best(0)));
    } catch (RuntimeException e) {
      return new CaseResult(
          test.file(), test.name(), Outcome.ERROR, e.getClass().getSimpleName() + ": " + e);
    }
  }
}
