package dev.recency.sql.tree;

import java.util.List;

/** The statements of one file, in order. */
public record Script(List<Statement> statements) {

  public Script {
    statements = List.copyOf(statements);
  }
}
