package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.List;
import java.util.Optional;

/**
 * One test of a test file.
 *
 * @param name what stands behind {@code --@test:}
 * @param error {@code --@expected.error:}; which error it names does not matter
 * @param message {@code --@expected.message:}
 * @param statements in order
 * @param location of the line {@code --@test:}
 */
public record SqlTest(
    String name,
    Optional<String> error,
    Optional<String> message,
    List<TestStatement> statements,
    Location location)
    implements Node {

  public SqlTest {
    statements = List.copyOf(statements);
  }

  /** Whether the last statement must be refused. */
  public boolean refusalExpected() {
    return error.isPresent() || message.isPresent();
  }
}
