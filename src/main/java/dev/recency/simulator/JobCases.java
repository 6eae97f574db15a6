package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.JobCase.Preparation;
import dev.recency.simulator.TestCase.CaseInput;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.TestStatement;
import dev.recency.window.SlidingWindows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prepares cases for a job. Refusals are decided here: they come before any job. So is what a job
 * cannot do: set its clocks, restart, or see the wall clock and random numbers of the simulator.
 */
public final class JobCases {
  private JobCases() {}

  /** What is to be done with this case. Never throws because of a case. */
  public static Preparation prepare(FeatureCase test, Explanation explanation) {
    List<Preparation> prepared = new ArrayList<>();
    CaseResult failure =
        CaseRunner.guarded(
            test,
            () -> {
              prepared.add(
                  test instanceof SqlTestCase sql
                      ? prepare(sql)
                      : prepare((TestCase) test, explanation));
              return CaseRunner.result(test, Outcome.PASSED, "");
            });
    return prepared.isEmpty() ? new Preparation.Decided(failure) : prepared.get(0);
  }

  private static Preparation prepare(TestCase test, Explanation explanation) {
    Script script;
    Plan plan;
    try {
      script = CaseRunner.script(test);
      plan = CaseRunner.plan(script);
    } catch (SqlException e) {
      return new Preparation.Decided(CaseRunner.run(test));
    }
    if (test.refusalExpected()) {
      return new Preparation.Decided(CaseRunner.run(test));
    }
    if (test.live() || !test.inputs().stream().allMatch(CaseRecord.class::isInstance)) {
      return skipped(test, "a job's clocks cannot be set and its restarts not be placed");
    }
    CaseTopics topics = new CaseTopics(plan);
    List<RawRecord> inputs = new ArrayList<>();
    for (CaseInput input : test.inputs()) {
      inputs.add(topics.encode((CaseRecord) input, inputs.size()));
    }
    CaseExecution execution = new CaseExecution(test, plan, topics, false, SlidingWindows::of);
    Map<String, List<RawRecord>> simulated = execution.run();
    return ready(
        new JobCase(
            test,
            script,
            plan,
            inputs,
            simulated,
            written -> CaseRunner.judge(test, plan, topics, explanation, written)),
        execution.unsteady());
  }

  private static Preparation prepare(SqlTestCase test) {
    SqlTestRun run = new SqlTestRun(test, false, SqlTestRun.Assertions.KEPT);
    CaseResult result = SqlTestRunner.run(test, run);
    if (result.outcome() != Outcome.PASSED || test.parsed().test().refusalExpected()) {
      return new Preparation.Decided(result);
    }
    if (run.changedLater()) {
      return skipped(test, "a job has all statements and records before anything is asserted");
    }
    return ready(
        new JobCase(
            test,
            run.definitions(),
            run.plan(),
            run.inserted(),
            run.pipeline().topics(),
            written -> judge(test, run, written)),
        run.unsteady());
  }

  private static CaseResult judge(
      SqlTestCase test, SqlTestRun run, Map<String, List<RawRecord>> written) {
    TopicAssertions assertions =
        new TopicAssertions(
            run.analyzer().tests(),
            topic -> written.getOrDefault(topic, List.of()),
            () -> Map.of());
    try {
      for (TestStatement statement : run.asserted()) {
        assertions.check(statement);
      }
      return CaseRunner.result(test, Outcome.PASSED, "");
    } catch (StoppedTest | SqlException e) {
      return CaseRunner.result(test, Outcome.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static Preparation ready(JobCase job, boolean unsteady) {
    if (unsteady) {
      return skipped(job.test(), "the job has a wall clock and random numbers of its own");
    }
    Set<String> fed = new HashSet<>();
    for (RawRecord record : job.inputs()) {
      fed.add(record.topic());
      if (record.timestampMillis() < 0) {
        return skipped(job.test(), "Kafka holds no record from before 1970");
      }
      if (record.partition() != 0) {
        return skipped(job.test(), "the partitions of a topic are read in the order of arrival");
      }
    }
    boolean mixed =
        job.plan().queries().stream()
            .anyMatch(query -> fed.contains(query.sink().serialization().topic()));
    return mixed
        ? skipped(job.test(), "a statement writes to a topic that gets records of the case")
        : new Preparation.Ready(job);
  }

  private static Preparation skipped(FeatureCase test, String reason) {
    return new Preparation.Decided(CaseRunner.result(test, Outcome.SKIPPED, reason));
  }
}
