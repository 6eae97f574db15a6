package dev.recency.cli;

import dev.recency.flink.DefinitionFiles;
import dev.recency.flink.Definitions;
import dev.recency.plan.Plan;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Definitions and their meaning.
 *
 * @param plan what they mean
 */
public record PlannedDefinitions(Definitions definitions, Plan plan) {

  /**
   * Those of these files and directories.
   *
   * @throws IOException if a path cannot be read; the message says what to do
   * @throws SqlException if they cannot run
   */
  public static PlannedDefinitions read(List<Path> paths) throws IOException {
    Definitions definitions = DefinitionFiles.read(paths);
    return new PlannedDefinitions(definitions, definitions.plan());
  }

  /**
   * Refuses definitions that no job can be made of.
   *
   * @throws SqlException if they hold no query
   */
  public void requireQuery() {
    if (plan.queries().isEmpty()) {
      throw new SqlException(
          ErrorCode.INVALID_STATEMENT,
          new Location(definitions.files().get(0).name(), 1, 1),
          "The definitions hold no query, so that there is nothing to run. Add a statement"
              + " CREATE STREAM name AS SELECT ….");
    }
  }
}
