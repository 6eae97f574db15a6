package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;
import java.util.Optional;

/** A SELECT with its clauses, in the order in which they are written. */
public record Query(
    List<SelectItem> items,
    Relation from,
    Optional<Window> window,
    Optional<Expression> where,
    List<Expression> groupBy,
    List<Expression> partitionBy,
    Optional<Expression> having,
    Optional<Emit> emit,
    Optional<Limit> limit,
    Location location)
    implements Node {

  public Query {
    items = List.copyOf(items);
    groupBy = List.copyOf(groupBy);
    partitionBy = List.copyOf(partitionBy);
  }

  /** Which results are written. */
  public enum EmitMode {
    /** Every new value. */
    CHANGES,
    /** Only values that cannot change any more. */
    FINAL
  }

  /** {@code EMIT CHANGES} or {@code EMIT FINAL}. */
  public record Emit(EmitMode mode, Location location) implements Node {}

  /** {@code LIMIT n}. */
  public record Limit(long rows, Location location) implements Node {}
}
