package dev.recency.cli.apply;

import dev.recency.flink.PublishedJob;
import dev.recency.plan.Plan;
import dev.recency.plan.change.PlanDifference;
import dev.recency.plan.change.StatementChange;
import dev.recency.plan.change.StatementChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How a job that is wanted differs from the one that runs.
 *
 * @param statements of the definitions
 * @param moved whether some state of the old job is where this version does not look for it
 * @param others changed options and settings, one line each
 */
record JobDifference(PlanDifference statements, boolean moved, List<String> others) {
  private static final String ABSENT = "not set";

  /**
   * From the job that runs to the one that is wanted.
   *
   * @param plan what the wanted one means
   * @param warming tells, if it matters, which statements that run are not exact yet
   */
  static JobDifference between(
      PublishedJob before, PublishedJob after, Plan plan, Supplier<Set<String>> warming) {
    Map<String, String> old = before.circumstances();
    Map<String, String> now = after.circumstances();
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<String> others = new ArrayList<>();
    for (String name : names) {
      String was = old.getOrDefault(name, ABSENT);
      String is = now.getOrDefault(name, ABSENT);
      if (!was.equals(is)) {
        others.add("~ " + name + ": " + was + " → " + is);
      }
    }
    Plan meant = before.definitions().plan();
    PlanDifference statements = PlanDifference.between(meant, plan, Set.of());
    if (statements.fillsFromLog()) {
      statements = PlanDifference.between(meant, plan, warming.get());
    }
    return new JobDifference(statements, !before.saved().moved(meant).isEmpty(), others);
  }

  /** Whether the job that is wanted runs already. */
  boolean isEmpty() {
    return statements.isEmpty() && others.isEmpty();
  }

  /** Whether some state of the old job belongs to nothing in the new one. */
  boolean leavesState() {
    return moved
        || statements.changes().stream()
            .map(StatementChange::kind)
            .anyMatch(kind -> kind == Kind.REMOVED || kind == Kind.CHANGED);
  }

  /** The statements that stay and lose their state. */
  Set<String> losses() {
    return statements.losses().stream()
        .map(StatementChange::statement)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same but for those that may, as they are written on a command line. */
  List<String> lossesBut(Set<String> accepted) {
    return losses().stream()
        .filter(
            each ->
                accepted.stream()
                    .noneMatch(
                        name -> name.equals(each) || name.toUpperCase(Locale.ROOT).equals(each)))
        .toList();
  }

  /** One line per statement, and per option that is not what it was. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    statements.changes().forEach(change -> lines.add(change.toString()));
    lines.addAll(others);
    return lines;
  }
}
