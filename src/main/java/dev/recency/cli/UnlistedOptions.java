package dev.recency.cli;

import dev.recency.flink.JobArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of a job that have no line of their own in a command's help. */
public final class UnlistedOptions {
  private static final List<String> BEGINNINGS =
      List.of("--balance.", "--clock.", "--event.", "--key-cache-bytes", "--kafka.");

  private final List<String> written = new ArrayList<>();

  /** Where picocli puts them. */
  public List<String> written() {
    return written;
  }

  /** Their values by name, without the dashes. */
  public Map<String, String> flags() {
    return JobArguments.flags(new ArrayList<>(), written.toArray(String[]::new));
  }

  /**
   * Refuses what is no option of a job either.
   *
   * @throws UnmatchedArgumentException without the values, which nobody has to see
   */
  public void refuseUnknown(CommandLine line) {
    List<String> unknown =
        written.stream()
            .filter(each -> BEGINNINGS.stream().noneMatch(each::startsWith))
            .map(each -> each.replaceFirst("=.*", ""))
            .toList();
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(line, unknown);
    }
  }
}
