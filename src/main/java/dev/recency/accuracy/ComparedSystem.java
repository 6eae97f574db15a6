package dev.recency.accuracy;

import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SlidingWindow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A system under comparison.
 *
 * @param name for people; unique in a comparison
 * @param statements what is known of it, by the id of the compared statement; one that is not there
 *     is not compared with this system
 */
public record ComparedSystem(String name, Map<String, Evidence> statements, MeasuredCost cost) {
  public ComparedSystem {
    statements = Collections.unmodifiableMap(new LinkedHashMap<>(statements));
  }

  /** Where the commands of one statement come from. */
  public sealed interface Evidence {
    /** How the system forms windows, for the causes. */
    WindowRule rule();

    /**
     * An engine wrote them.
     *
     * @param rule what it says it does; {@code WindowRule.Unknown} if it says nothing
     * @param commands in the order in which they were written; read once
     */
    record Recorded(WindowRule rule, Iterable<VisibleCommand> commands) implements Evidence {}

    /** They follow from its rule. */
    record Modelled(WindowRule rule) implements Evidence {}
  }

  /**
   * What running all statements on the engine cost, if it was measured. Systems are comparable where
   * they are measured by the same rule.
   *
   * @param stateBytes keys and values of the state when it was largest
   * @param cpuSeconds of the engine's own threads, over the whole run; a report has it from {@link
   *     #LEAST_EVENTS_FOR_CPU} events on
   */
  public record MeasuredCost(OptionalLong stateBytes, OptionalDouble cpuSeconds) {
    /** Below it, starting and warming up would be most of the CPU time. */
    public static final long LEAST_EVENTS_FOR_CPU = 50_000;

    /** Nothing was measured. */
    public static final MeasuredCost NONE =
        new MeasuredCost(OptionalLong.empty(), OptionalDouble.empty());
  }

  /** A system that does for every sliding window of the plan what a rule says. */
  public static ComparedSystem modelled(
      String name, Plan plan, Function<SlidingWindow, WindowRule> rule) {
    Map<String, Evidence> statements = new LinkedHashMap<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Sliding sliding) {
        statements.put(query.id(), new Evidence.Modelled(rule.apply(sliding.window())));
      }
    }
    return new ComparedSystem(name, statements, MeasuredCost.NONE);
  }
}
