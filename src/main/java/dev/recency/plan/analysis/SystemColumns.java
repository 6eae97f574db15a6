package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The columns that every source has without declaring them. */
final class SystemColumns {
  private static final List<Column> ALL =
      List.of(
          new Column("ROWTIME", SqlType.Simple.BIGINT, Column.Role.ROWTIME),
          new Column("ROWPARTITION", SqlType.Simple.INTEGER, Column.Role.ROWPARTITION),
          new Column("ROWOFFSET", SqlType.Simple.BIGINT, Column.Role.ROWOFFSET));

  /** The bounds of the window in the key: columns of sources whose keys hold one. */
  static final Column WINDOWSTART =
      new Column("WINDOWSTART", SqlType.Simple.BIGINT, Column.Role.WINDOWSTART);

  static final Column WINDOWEND =
      new Column("WINDOWEND", SqlType.Simple.BIGINT, Column.Role.WINDOWEND);

  private static final List<Column> BOUNDS = List.of(WINDOWSTART, WINDOWEND);

  /** Names that no declared column and no alias may have. */
  static final Set<String> RESERVED =
      Set.of("ROWTIME", "ROWPARTITION", "ROWOFFSET", "WINDOWSTART", "WINDOWEND");

  private SystemColumns() {}

  /** The system column of this name of a source. */
  static Optional<Column> find(Source source, String name) {
    return Stream.concat(
            ALL.stream(), source.keyWindow().isPresent() ? BOUNDS.stream() : Stream.empty())
        .filter(column -> column.name().equals(name))
        .findFirst();
  }

  /** Whether the name stands for a moment in milliseconds. */
  static boolean isMoment(String name) {
    return name.equals("ROWTIME") || name.equals("WINDOWSTART") || name.equals("WINDOWEND");
  }
}
