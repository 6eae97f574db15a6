package dev.recency.flink.keyed;

import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import dev.recency.plan.SlidingWindow;
import dev.recency.plan.StateIdentity;
import dev.recency.plan.TimeWindow;
import dev.recency.plan.typed.TypedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements that one keyed operator serves: a lifetime aggregate, one with TUMBLING, HOPPING or
 * SESSION, or all sliding windows over one log. They read the same records and have the same key.
 *
 * @param uid of the operator: {@link StateIdentity}
 * @param columns the arguments that its records carry, over the input's layout
 * @param log of sliding windows
 */
public record KeyedGroup(
    String uid,
    List<Query.Grouped> statements,
    List<TypedExpression> columns,
    Optional<SharedLog> log) {
  public KeyedGroup {
    statements = List.copyOf(statements);
    columns = List.copyOf(columns);
  }

  /** The groups of a plan. */
  public static List<KeyedGroup> of(Plan plan) {
    List<KeyedGroup> groups = new ArrayList<>();
    for (Query query : plan.queries()) {
      if (query instanceof Query.Lifetime || query instanceof Query.Windowed) {
        Query.Grouped own = (Query.Grouped) query;
        String uid = StateIdentity.uid(plan, own).orElseThrow();
        groups.add(new KeyedGroup(uid, List.of(own), own.arguments(), Optional.empty()));
      }
    }
    for (SharedLog log : SharedLog.of(plan)) {
      groups.add(
          new KeyedGroup(
              log.uid(), List.copyOf(log.statements()), log.columns(), Optional.of(log)));
    }
    return groups;
  }

  /** The group of this uid. */
  static KeyedGroup find(Plan plan, String uid) {
    return of(plan).stream()
        .filter(group -> group.uid().equals(uid))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no keyed operator [" + uid + "]"));
  }

  /** Any of the statements: source, WHERE and GROUP BY are those of all. */
  Query.Grouped any() {
    return statements.get(0);
  }

  /** Name of the source that it reads. */
  public String source() {
    return any().source();
  }

  /** The ids of its statements. */
  public List<String> ids() {
    return statements.stream().map(Query::id).toList();
  }

  /** Its name for people: the ids of its statements. */
  public String name() {
    return String.join(", ", ids());
  }

  /** The topics that it writes, in the order of the statements. */
  public List<String> topics() {
    return statements.stream().map(each -> each.sink().serialization().topic()).distinct().toList();
  }

  /** The window of its final rows, if it emits such: then it runs on the data clock. */
  public Optional<SlidingWindow> finalWindow() {
    return log.map(each -> each.statements().get(0).window())
        .filter(window -> window.emit() == SlidingWindow.Emit.FINAL);
  }

  /** The window of TUMBLING, HOPPING or SESSION: then it runs on a clock of its own. */
  public Optional<TimeWindow> timeWindow() {
    return any() instanceof Query.Windowed windowed
        ? Optional.of(windowed.window())
        : Optional.empty();
  }

  /** Whether its clock moves with records alone, and not with the hour. */
  public boolean dataClock() {
    return finalWindow().isPresent() || timeWindow().isPresent();
  }

  /** Whether an event comes too late by the clock of its partition to be taken in. */
  boolean late(long eventTimeMillis, long partitionClockMillis) {
    return timeWindow()
        .map(window -> window.late(eventTimeMillis, partitionClockMillis))
        .or(() -> finalWindow().map(each -> each.late(eventTimeMillis, partitionClockMillis)))
        .orElse(false);
  }
}
