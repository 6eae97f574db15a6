package dev.recency.flink.resume;

import dev.recency.flink.Definitions;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.StateIdentity;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a savepoint or checkpoint says of itself.
 *
 * @param version of the product that wrote it
 * @param definitions whose state it holds
 * @param stateUids by statement, {@link StateIdentity} as that version had it; those without state
 *     are not in it
 */
public record SavedDefinitions(
    String version, Definitions definitions, Map<String, String> stateUids)
    implements Serializable {

  public SavedDefinitions {
    stateUids = Map.copyOf(stateUids);
  }

  /** What a job that runs these definitions writes. */
  public static SavedDefinitions of(String version, Definitions definitions, Plan plan) {
    return new SavedDefinitions(version, definitions, stateUids(plan));
  }

  /**
   * The statements whose state is there and that this version looks for elsewhere.
   *
   * @param plan what these definitions mean
   */
  public Set<String> moved(Plan plan) {
    Map<String, String> own = stateUids(plan);
    Set<String> moved = new TreeSet<>(stateUids.keySet());
    moved.removeIf(statement -> Objects.equals(stateUids.get(statement), own.get(statement)));
    return moved;
  }

  /** The identities as this version has them. */
  static Map<String, String> stateUids(Plan plan) {
    Map<String, String> uids = new TreeMap<>();
    for (Query query : plan.queries()) {
      StateIdentity.uid(plan, query).ifPresent(uid -> uids.put(query.id(), uid));
    }
    return uids;
  }
}
