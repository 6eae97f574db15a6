package dev.recency.bench.windows;

import dev.recency.local.TemporaryDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an exact sliding window costs per event, beside the least a keyed job can cost and beside
 * what Flink offers: in-memory events, one operator, a sink that only adds up, parallelism 1, no
 * checkpoints. Quote the ratios: the absolute figures are those of the machine at that hour.
 */
public final class WindowsBenchmark {
  private static final Path RESULTS = Path.of("target", "bench", "windows.json");

  private WindowsBenchmark() {}

  /**
   * {@code [suite…] [rounds=5] [scale=1] [only=pattern]}: a suite may be given by the beginning of
   * its name; the pattern selects variants.
   */
  public static void main(String[] arguments) {
    int rounds = 5;
    double scale = 1;
    Pattern only = Pattern.compile("");
    List<String> wanted = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("rounds=")) {
        rounds = Integer.parseInt(argument.substring("rounds=".length()));
      } else if (argument.startsWith("scale=")) {
        scale = Double.parseDouble(argument.substring("scale=".length()));
      } else if (argument.startsWith("only=")) {
        only = Pattern.compile(argument.substring("only=".length()));
      } else {
        wanted.add(argument);
      }
    }
    List<Suite> suites =
        new Suites(scale)
            .all().stream()
                .filter(
                    suite ->
                        wanted.isEmpty() || wanted.stream().anyMatch(suite.name()::startsWith))
                .toList();
    Report report = new Report(System.out);
    if (wanted.isEmpty() || wanted.contains("state")) {
      report.addState();
      report.write(RESULTS);
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create("recency-bench-");
        Stage stage = Stage.open(directory.path())) {
      for (Suite all : suites) {
        Suite suite = all.only(only);
        report.add(suite, suite.measure(stage, rounds));
        report.write(RESULTS);
      }
    }
    System.out.printf("%nwritten to [%s]%n", RESULTS);
  }
}
