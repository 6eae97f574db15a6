package dev.recency.plan.analysis;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many values COLLECT_LIST and COLLECT_SET keep, as SET says it for the statements behind it. */
final class CollectLimits {
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "ksql.functions.collect_list.limit", "COLLECT_LIST",
          "ksql.functions.collect_set.limit", "COLLECT_SET");

  private final Map<String, Integer> limits = new HashMap<>();

  /** Whether this property is one of theirs. */
  static boolean has(String property) {
    return FUNCTIONS.containsKey(property);
  }

  /** Takes in one of their properties; a negative number is no limit. */
  void set(Statement.SetProperty set) {
    try {
      int limit = Integer.parseInt(set.value());
      limits.put(set.name(), limit);
    } catch (NumberFormatException notANumber) {
      throw Refusal.of(
          ErrorCode.INVALID_PROPERTY,
          set.location(),
          "'%s' is a number of values, not [%s]. Write a whole number, or -1 for no limit.",
          set.name(),
          set.value());
    }
  }

  /** Forgets a property. */
  void unset(String property) {
    limits.remove(property);
  }

  /** The limit of an aggregate, by its upper-case name; empty if there is none. */
  Optional<Integer> of(String function) {
    return limits.entrySet().stream()
        .filter(entry -> function.equals(FUNCTIONS.get(entry.getKey())) && entry.getValue() >= 0)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
