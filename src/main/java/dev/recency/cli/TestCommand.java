package dev.recency.cli;

import dev.recency.simulator.CaseFile;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.CaseRunner;
import dev.recency.simulator.TestCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs case files in the simulator; needs neither Kafka nor Flink. */
@Command(
    name = "test",
    description = "Run case files: statements, input records, expected output records.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency test features/tests",
      "  recency test cases/filter.json --json results.jsonl",
      "",
      "Exit code 0 if no case failed, 1 if one did."
    })
final class TestCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Case files, or directories: all their files *.json.")
  private List<Path> paths = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write one JSON object per case and line: file, name, outcome, message.")
  private @Nullable Path json;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<CaseResult> results = new ArrayList<>();
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (TestCase test : cases()) {
      CaseResult result = CaseRunner.run(test);
      results.add(result);
      counts.merge(result.outcome(), 1, Integer::sum);
      if (result.outcome() == Outcome.FAILED || result.outcome() == Outcome.ERROR) {
        console.out().println(line(result));
      }
    }
    if (json != null) {
      write(json, results);
    }
    console.out().println(summary(counts));
    return count(counts, Outcome.FAILED) + count(counts, Outcome.ERROR) == 0
        ? ExitCode.OK
        : ExitCode.DIFFERENT;
  }

  private List<TestCase> cases() throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new EnvironmentException(path + ": no such file or directory", null);
      }
      files.addAll(CaseFile.find(path));
    }
    List<TestCase> cases = new ArrayList<>();
    for (Path file : files) {
      try {
        cases.addAll(CaseFile.read(file));
      } catch (IllegalArgumentException e) {
        throw new EnvironmentException(String.valueOf(e.getMessage()), e);
      }
    }
    if (cases.isEmpty()) {
      throw new EnvironmentException("no cases in " + paths + ". Name files *.json", null);
    }
    return cases;
  }

  private static String line(CaseResult result) {
    return result.outcome() + ": " + result.file() + ": " + result.name() + ": " + result.message();
  }

  private static String summary(Map<Outcome, Integer> counts) {
    StringBuilder summary = new StringBuilder();
    summary.append(count(counts, Outcome.PASSED)).append(" passed, ");
    summary.append(count(counts, Outcome.FAILED)).append(" failed, ");
    summary.append(count(counts, Outcome.REFUSED)).append(" refused");
    if (count(counts, Outcome.EXTENDED) > 0) {
      summary.append(", ").append(count(counts, Outcome.EXTENDED)).append(" extended");
    }
    if (count(counts, Outcome.ERROR) > 0) {
      summary.append(", ").append(count(counts, Outcome.ERROR)).append(" ended in an error");
    }
    return summary.toString();
  }

  private static int count(Map<Outcome, Integer> counts, Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** Whole or not at all: a reader never sees half a report. */
  private static void write(Path file, List<CaseResult> results) throws IOException {
    String text = results.stream().map(each -> each.toJson() + "\n").collect(Collectors.joining());
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new NoSuchFileException(file.toString(), null, "its directory does not exist");
    }
    Path temporary = Files.createTempFile(directory, "recency-", ".jsonl");
    Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
