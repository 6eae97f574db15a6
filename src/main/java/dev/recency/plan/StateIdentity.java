package dev.recency.plan;

import dev.recency.plan.typed.CanonicalForm;
import java.util.Optional;

/**
 * The uid of the operator that keeps a statement's state, by which a savepoint finds it. It names
 * what the state means, so that state is never read by a statement that means something else by it:
 * such a statement has another uid and starts empty.
 */
public final class StateIdentity {
  private static final int UID_BYTES = 6;

  private StateIdentity() {}

  /** The uid for a query; empty if it keeps no state. */
  public static Optional<String> uid(Plan plan, Query query) {
    if (query instanceof Query.Sliding sliding) {
      return Optional.of(LogIdentity.uid(plan, sliding));
    }
    if (query instanceof Query.Transform) {
      return Optional.empty();
    }
    return Optional.of(query.id() + "-" + TextDigest.hex(text(plan, query), UID_BYTES));
  }

  /**
   * What state of its own means. What is said of it (HAVING, SELECT, sink) is not in it, nor is
   * RETENTION; neither is WHERE of a filtered table, whose state is which keys the sink holds.
   */
  private static String text(Plan plan, Query query) {
    StringBuilder text = new StringBuilder(query.getClass().getSimpleName());
    add(text, SourceIdentity.text(plan, query.source()));
    if (query instanceof Query.OverTable table) {
      add(text, CanonicalForm.ofAll(table.primaryKey()));
    }
    if (query instanceof Query.Grouped grouped) {
      add(text, query.where().map(CanonicalForm::of).orElse(""));
      add(text, CanonicalForm.ofAll(grouped.groupBy()));
      grouped.aggregates().forEach(call -> add(text, LogIdentity.aggregateText(call)));
    }
    if (query instanceof Query.Windowed windowed) {
      add(text, window(windowed.window()));
    }
    return text.toString();
  }

  private static String window(TimeWindow window) {
    String lengths =
        window instanceof TimeWindow.Hopping hopping
            ? "hopping " + hopping.sizeMillis() + " " + hopping.advanceMillis()
            : "session " + ((TimeWindow.Session) window).gapMillis();
    return lengths + " " + window.graceMillis() + " " + window.emit();
  }

  private static void add(StringBuilder text, String part) {
    text.append(CanonicalForm.counted(part)).append(';');
  }
}
