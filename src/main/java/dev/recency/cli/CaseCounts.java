package dev.recency.cli;

import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many cases ended in which way. */
final class CaseCounts {
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  CaseCounts(List<CaseResult> results) {
    results.forEach(each -> counts.merge(each.outcome(), 1, Integer::sum));
  }

  /** Whether no case failed. */
  boolean good() {
    return count(Outcome.FAILED) + count(Outcome.ERROR) == 0;
  }

  /** {@code 8 passed, 0 failed, 17 refused}, and what else there was. */
  String summary() {
    StringBuilder summary = new StringBuilder();
    summary.append(count(Outcome.PASSED)).append(" passed, ");
    summary.append(count(Outcome.FAILED)).append(" failed, ");
    summary.append(count(Outcome.REFUSED)).append(" refused");
    append(summary, Outcome.EXTENDED, "extended");
    append(summary, Outcome.SKIPPED, "skipped");
    append(summary, Outcome.ERROR, "ended in an error");
    return summary.toString();
  }

  private void append(StringBuilder summary, Outcome outcome, String word) {
    if (count(outcome) > 0) {
      summary.append(", ").append(count(outcome)).append(' ').append(word);
    }
  }

  private int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }
}
