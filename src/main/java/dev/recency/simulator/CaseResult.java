package dev.recency.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * How a case ended.
 *
 * @param message why; of a refusal the located sentence; empty if there is nothing to say
 */
public record CaseResult(String file, String name, Outcome outcome, String message) {
  /** The ways in which a case can end. */
  public enum Outcome {
    /** As expected. */
    PASSED,
    /** Not as expected. */
    FAILED,
    /** The planner knows the statements but cannot run them yet. */
    REFUSED,
    /** Recency runs on purpose what the case expects to be refused. */
    EXTENDED,
    /** Only the simulator can run it. */
    SKIPPED,
    /** An exception that is a defect of Recency itself. */
    ERROR;

    /** The outcome as the report spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The result as one line of JSON, without line end. */
  public String toJson() {
    ObjectNode node = CaseFile.JSON.createObjectNode();
    node.put("file", file);
    node.put("name", name);
    node.put("outcome", outcome.toString());
    node.put("message", message);
    return node.toString();
  }
}
