package dev.recency.accuracy.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of some system and the moment from which readers found it.
 *
 * @param statement the query's id in the compared plan
 * @param entity its name, as {@code event.EntityText} writes it
 * @param values one number per feature of the statement, NULL where the command has none; empty: a
 *     tombstone
 * @param timestampMillis the record timestamp
 * @param visibleAtMillis on the arrival clock
 * @param window the bounds in the record key, if there are any
 */
public record VisibleCommand(
    String statement,
    String entity,
    List<@Nullable Object> values,
    long timestampMillis,
    long visibleAtMillis,
    Bounds window) {
  public VisibleCommand {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /**
   * The event times that the value of a command covers: {@code [start, end)}, in milliseconds.
   *
   * @param startMillis {@code Long.MIN_VALUE} if the command does not say it
   * @param endMillis {@code Long.MIN_VALUE} if the command does not say it
   */
  public record Bounds(long startMillis, long endMillis) {
    /** A command without bounds. */
    public static final Bounds UNKNOWN = new Bounds(Long.MIN_VALUE, Long.MIN_VALUE);

    /** Whether the command says its bounds. */
    public boolean known() {
      return endMillis != Long.MIN_VALUE;
    }
  }

  /** Whether it deletes its entity. */
  public boolean tombstone() {
    return values.isEmpty();
  }
}
