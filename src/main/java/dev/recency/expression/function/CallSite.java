package dev.recency.expression.function;

import dev.recency.expression.Surroundings;
import dev.recency.plan.type.SqlType;
import java.util.List;

/** What a function may know of the call before the first row. */
public record CallSite(List<SqlType> argumentTypes, SqlType resultType, Surroundings surroundings) {
  public CallSite {
    argumentTypes = List.copyOf(argumentTypes);
  }
}
