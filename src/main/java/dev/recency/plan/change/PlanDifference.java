package dev.recency.plan.change;

import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of each statement and its state when a job goes on with other definitions.
 *
 * @param changes those of the new definitions in their order, then those that are gone
 */
public record PlanDifference(List<StatementChange> changes) {
  public PlanDifference {
    changes = List.copyOf(changes);
  }

  /**
   * The way from one set of definitions to another, if it is not known which of the old statements
   * are still warming: it speaks of a state in which none is, and says so where that matters.
   */
  public static PlanDifference between(Plan before, Plan after) {
    return between(before, after, Optional.empty());
  }

  /**
   * The way from one set of definitions to another.
   *
   * @param warming the old statements that are not exact yet, so that their log fills no other
   */
  public static PlanDifference between(Plan before, Plan after, Set<String> warming) {
    return between(before, after, Optional.of(warming));
  }

  private static PlanDifference between(Plan before, Plan after, Optional<Set<String>> warming) {
    StatementFates fates = new StatementFates(before, after, warming);
    List<StatementChange> changes = new ArrayList<>();
    for (Query query : after.queries()) {
      changes.add(
          before.queries().stream()
              .filter(old -> old.id().equals(query.id()))
              .findFirst()
              .map(old -> fates.stays(old, query))
              .orElseGet(() -> fates.added(query)));
    }
    for (Query query : before.queries()) {
      if (after.queries().stream().noneMatch(each -> each.id().equals(query.id()))) {
        changes.add(fates.removed(query));
      }
    }
    return new PlanDifference(changes);
  }

  /** Whether a statement that stays loses what it knows. */
  public boolean losesState() {
    return !losses().isEmpty();
  }

  /** The statements that stay and lose what they know. */
  public List<StatementChange> losses() {
    return changes.stream().filter(each -> each.fate() == StateFate.LOST).toList();
  }

  /** Whether a statement is to be exact because its log is. */
  public boolean fillsFromLog() {
    return changes.stream().anyMatch(each -> each.fate() == StateFate.FILLED_FROM_LOG);
  }

  /** Whether nothing but what means the same is in both. */
  public boolean isEmpty() {
    return changes.stream().allMatch(each -> each.kind() == StatementChange.Kind.KEPT);
  }

  /** One line per statement. */
  @Override
  public String toString() {
    return changes.stream().map(StatementChange::toString).collect(Collectors.joining("\n"));
  }
}
