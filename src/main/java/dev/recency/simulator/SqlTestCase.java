package dev.recency.simulator;

import dev.recency.sql.ParsedTest;
import java.nio.file.Path;

/**
 * One test of a test file in SQL.
 *
 * @param file as the user named it
 * @param directory that {@code RUN SCRIPT} looks into
 */
public record SqlTestCase(String file, Path directory, ParsedTest parsed) implements FeatureCase {
  @Override
  public String name() {
    return parsed.test().name();
  }
}
