package dev.recency.flink;

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
}
