package dev.recency.flink;

import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.sql.SqlParser;
import java.io.Serializable;
import java.util.List;

/**
 * The texts of a job's definitions. They, and not the plan, travel in the job graph: planning is
 * deterministic, so each task plans again and nothing of a plan needs a serial form.
 *
 * @param files in the order in which their statements take effect
 */
public record Definitions(List<File> files) implements Serializable {

  /**
   * One file of definitions.
   *
   * @param name as the user named it, for messages
   * @param text the statements
   */
  public record File(String name, String text) implements Serializable {}

  public Definitions {
    files = List.copyOf(files);
  }

  /** The definitions of one text. */
  public static Definitions of(String name, String text) {
    return new Definitions(List.of(new File(name, text)));
  }

  /**
   * What they mean.
   *
   * @throws dev.recency.sql.SqlException if they cannot run
   */
  public Plan plan() {
    return Planner.plan(
        files.stream().map(file -> SqlParser.script(file.name(), file.text())).toList());
  }
}
