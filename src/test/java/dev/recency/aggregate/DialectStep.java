package dev.recency.aggregate;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an aggregate of the dialect: an event arrives, or an earlier one is taken back.
 *
 * @param position the number of its arrival
 * @param values one per argument; null is NULL
 */
record DialectStep(long position, List<@Nullable Object> values, boolean undone) {
  Arguments arguments(List<SqlType> types) {
    return new RowArguments(Row.of(types, values), position);
  }

  @Nullable Object value() {
    return values.get(0);
  }

  DialectStep takenBack() {
    return new DialectStep(position, values, true);
  }

  /** What is left, in order of arrival: of several equal events the last one is taken back. */
  static List<DialectStep> left(List<DialectStep> steps) {
    List<DialectStep> left = new ArrayList<>();
    for (DialectStep step : steps) {
      if (!step.undone()) {
        left.add(step);
        continue;
      }
      for (int i = left.size() - 1; i >= 0; i--) {
        if (left.get(i).values().equals(step.values())) {
          left.remove(i);
          break;
        }
      }
    }
    return left;
  }

  /** The first arguments that are left. */
  static List<@Nullable Object> leftValues(List<DialectStep> steps) {
    List<@Nullable Object> values = new ArrayList<>();
    left(steps).forEach(step -> values.add(step.value()));
    return values;
  }

  /** The same without NULL. */
  static List<Object> leftPresent(List<DialectStep> steps) {
    List<Object> present = new ArrayList<>();
    for (Object value : leftValues(steps)) {
      if (value != null) {
        present.add(value);
      }
    }
    return present;
  }
}
