package dev.recency.plan.analysis;

import dev.recency.plan.Column;
import dev.recency.plan.type.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns that every source has without declaring them. */
final class SystemColumns {
  private static final List<Column> ALL =
      List.of(
          new Column("ROWTIME", SqlType.Simple.BIGINT, Column.Role.ROWTIME),
          new Column("ROWPARTITION", SqlType.Simple.INTEGER, Column.Role.ROWPARTITION),
          new Column("ROWOFFSET", SqlType.Simple.BIGINT, Column.Role.ROWOFFSET));

  /** Names that no declared column and no alias may have. */
  static final Set<String> RESERVED =
      Set.of("ROWTIME", "ROWPARTITION", "ROWOFFSET", "WINDOWSTART", "WINDOWEND");

  private SystemColumns() {}

  /** The system column of this name. */
  static Optional<Column> find(String name) {
    return ALL.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Whether the name stands for a moment in milliseconds. */
  static boolean isMoment(String name) {
    return name.equals("ROWTIME") || name.equals("WINDOWSTART") || name.equals("WINDOWEND");
  }
}
