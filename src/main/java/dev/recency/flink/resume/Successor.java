package dev.recency.flink.resume;

import dev.recency.plan.Plan;
import dev.recency.plan.change.PlanDifference;
import dev.recency.plan.change.StatementChange;
import dev.recency.sql.SqlException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Definitions that are to go on from stored state.
 *
 * @param own what they will write themselves
 * @param acceptedLosses statements whose state may be lost, as the user wrote them
 */
public record Successor(SavedDefinitions own, Set<String> acceptedLosses) implements Serializable {
  public Successor {
    acceptedLosses = Set.copyOf(acceptedLosses);
  }

  /**
   * What becomes of each statement.
   *
   * @param saved what the stored state says of itself
   * @throws UnfitStateException if a statement would lose its state and that is not accepted, or if
   *     this version cannot find the state of another; says what to do
   */
  public PlanDifference check(SavedDefinitions saved) {
    Plan before = plan(saved);
    requireFound(saved, before);
    PlanDifference difference = PlanDifference.between(before, own.definitions().plan());
    List<StatementChange> refused =
        difference.losses().stream().filter(each -> !accepted(each.statement())).toList();
    if (!refused.isEmpty()) {
      throw new UnfitStateException(refusal(refused));
    }
    return difference;
  }

  private Plan plan(SavedDefinitions saved) {
    try {
      return saved.definitions().plan();
    } catch (SqlException e) {
      throw new UnfitStateException(
          "its definitions, of version [%s], mean nothing to this version [%s] (%s): go on with version %s"
              .formatted(saved.version(), own.version(), e.getMessage(), saved.version()));
    }
  }

  /** Otherwise it would be there, and the statement would start empty without a word. */
  private void requireFound(SavedDefinitions saved, Plan before) {
    Set<String> strange = saved.moved(before);
    strange.removeIf(this::accepted);
    if (!strange.isEmpty()) {
      throw new UnfitStateException(
          "it was written by version [%s], and this version [%s] does not find the state of %s in it: go on with version %s, or write --accept-state-loss %s"
              .formatted(
                  saved.version(),
                  own.version(),
                  strange,
                  saved.version(),
                  String.join(",", strange)));
    }
  }

  private boolean accepted(String statement) {
    return acceptedLosses.stream()
        .anyMatch(
            each -> each.equals(statement) || each.toUpperCase(Locale.ROOT).equals(statement));
  }

  private static String refusal(List<StatementChange> losses) {
    String statements =
        losses.stream()
            .map(each -> "[" + each.statement() + "] would lose its state: " + each.reason())
            .collect(Collectors.joining(" | "));
    String names = losses.stream().map(StatementChange::statement).collect(Collectors.joining(","));
    return "%s. Undo the change, or write --accept-state-loss %s".formatted(statements, names);
  }
}
