package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.typed.TypedExpression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The window that keys of a query's results hold.
 *
 * @param start over the layout of the projection, as {@code end}
 */
record Bounds(KeyWindow window, TypedExpression start, TypedExpression end) {
  /** The output with the bounds behind its columns, for a sink. */
  static Output behind(Output output, Optional<Bounds> bounds) {
    return bounds
        .map(
            each ->
                new Output(
                    append(
                        output.columns(),
                        List.of(SystemColumns.WINDOWSTART, SystemColumns.WINDOWEND)),
                    append(output.projection(), List.of(each.start(), each.end()))))
        .orElse(output);
  }

  private static <T> List<T> append(List<T> first, List<? extends T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Columns as a reader of the sink sees them: without the bounds. */
  static List<Column> without(List<Column> columns) {
    return columns.stream()
        .filter(
            column ->
                column.role() != Column.Role.WINDOWSTART && column.role() != Column.Role.WINDOWEND)
        .toList();
  }
}
