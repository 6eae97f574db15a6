package dev.recency.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Statements over tables as plain maps. A group's value is computed from all rows that are in it,
 * before and after each change; nothing is added to or taken from a value.
 */
final class TableModel {
  private TableModel() {}

  /** A row: values by column. */
  record Values(Map<String, @Nullable Object> columns) {
    static Values of(@Nullable Object... namesAndValues) {
      Map<String, @Nullable Object> columns = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        columns.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
      }
      return new Values(columns);
    }

    @Nullable Object get(String column) {
      return columns.get(column);
    }

    /** An INT or BIGINT that is there. */
    long number(String column) {
      return ((Number) Objects.requireNonNull(columns.get(column))).longValue();
    }

    boolean has(String column) {
      return columns.get(column) != null;
    }
  }

  /**
   * A key of a table gets another row, as a record of its topic says.
   *
   * @param before its row until now; null: none
   * @param after its row from now on; null: none, a tombstone
   */
  record Change(
      Object key, @Nullable Values before, @Nullable Values after, long timestampMillis) {}

  /** A statement: what it writes because of a change of the table that it reads. */
  interface Stage {
    List<Change> apply(Change change);

    /** The same with all that it knows. */
    Stage copy();
  }

  /** SELECT … FROM table, with or without WHERE. */
  record Select(Predicate<Values> where, Function<Values, Values> projection, boolean filters)
      implements Stage {
    static Select all(Function<Values, Values> projection) {
      return new Select(row -> true, projection, false);
    }

    static Select where(Predicate<Values> where, Function<Values, Values> projection) {
      return new Select(where, projection, true);
    }

    @Override
    public List<Change> apply(Change change) {
      Values before = project(change.before());
      Values after = project(change.after());
      boolean silent = filters && before == null && after == null;
      return silent
          ? List.of()
          : List.of(new Change(change.key(), before, after, change.timestampMillis()));
    }

    private @Nullable Values project(@Nullable Values row) {
      return row == null || !where.test(row) ? null : projection.apply(row);
    }

    @Override
    public Stage copy() {
      return this;
    }
  }

  /** SELECT … FROM table WHERE … GROUP BY … HAVING …. */
  static final class Group implements Stage {
    private final Predicate<Values> where;
    private final Function<Values, @Nullable Object> group;
    private final Function<List<Values>, Values> value;
    private final Predicate<Values> having;
    private final Map<Object, Values> rows = new LinkedHashMap<>();
    private final Map<Object, Long> newest = new HashMap<>();

    /**
     * @param group the GROUP BY values of a row; null: one of them is NULL
     * @param value of the rows of a group
     */
    Group(
        Predicate<Values> where,
        Function<Values, @Nullable Object> group,
        Function<List<Values>, Values> value,
        Predicate<Values> having) {
      this.where = where;
      this.group = group;
      this.value = value;
      this.having = having;
    }

    @Override
    public Stage copy() {
      Group copy = new Group(where, group, value, having);
      copy.rows.putAll(rows);
      copy.newest.putAll(newest);
      return copy;
    }

    @Override
    public List<Change> apply(Change change) {
      Values old = rows.get(change.key());
      Values added = change.after() != null && where.test(change.after()) ? change.after() : null;
      Object left = old == null ? null : group.apply(old);
      Object joined = added == null ? null : group.apply(added);
      List<Change> changes = new ArrayList<>();
      if (left != null && !left.equals(joined)) {
        change(left, change, null, changes);
      }
      if (joined != null) {
        change(joined, change, added, changes);
      }
      rows.remove(change.key());
      if (added != null) {
        rows.put(change.key(), added);
      }
      return changes;
    }

    private void change(Object key, Change cause, @Nullable Values row, List<Change> changes) {
      Values before = newest.containsKey(key) ? visible(key) : null;
      rows.remove(cause.key());
      if (row != null) {
        rows.put(cause.key(), row);
      }
      long time = newest.merge(key, cause.timestampMillis(), Math::max);
      Values after = visible(key);
      if (before != null || after != null) {
        changes.add(new Change(key, before, after, time));
      }
    }

    private @Nullable Values visible(Object key) {
      Values all =
          value.apply(rows.values().stream().filter(row -> key.equals(group.apply(row))).toList());
      return having.test(all) ? all : null;
    }
  }
}
