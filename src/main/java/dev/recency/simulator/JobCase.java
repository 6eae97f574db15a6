package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.sql.tree.Script;
import java.util.List;
import java.util.Map;

/**
 * A case as a job can run it: definitions, then all records, then a look at what was written.
 *
 * @param definitions the statements that define something, in order
 * @param inputs in order, on the topics that the definitions name
 * @param simulated what the simulator writes, by topic: several statements of a job may write to one
 *     topic in any order, so its records are put into this one
 * @param judge compares with what the case expects
 */
public record JobCase(
    FeatureCase test,
    Script definitions,
    Plan plan,
    List<RawRecord> inputs,
    Map<String, List<RawRecord>> simulated,
    Judge judge) {
  public JobCase {
    inputs = List.copyOf(inputs);
    simulated = Map.copyOf(simulated);
  }

  /** Compares. */
  @FunctionalInterface
  public interface Judge {
    /**
     * How the case ends.
     *
     * @param written the records of each topic
     */
    CaseResult result(Map<String, List<RawRecord>> written);
  }

  /** What is to be done with a case. */
  public sealed interface Preparation {
    /** A job can run it. */
    record Ready(JobCase job) implements Preparation {}

    /** Its end is known without a job. */
    record Decided(CaseResult result) implements Preparation {}
  }
}
