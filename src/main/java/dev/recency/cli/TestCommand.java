package dev.recency.cli;

import dev.recency.simulator.CaseFiles;
import dev.recency.simulator.CaseResult;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.FeatureCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs tests in SQL and case files in JSON. */
@Command(
    name = "test",
    description = "Run tests: statements, input records, expected output records.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency test features/tests",
      "  recency test features/tests --engine flink",
      "  recency test cases/filter.json --json results.jsonl",
      "",
      "A test in SQL begins with --@test: name. INSERT INTO name (columns) VALUES (…) gives a record,",
      "ROWTIME among the columns; ASSERT VALUES, ASSERT NULL VALUES … KEY, ASSERT NO MORE VALUES and",
      "ASSERT STREAM|TABLE look at what came of it; RUN SCRIPT 'file' reads definitions. Of columns",
      "that are not named anything is right.",
      "With --@expected.error or --@expected.message the last statement must be refused: any refusal",
      "will do for the first, whatever class it names; the second must be part of Recency's message.",
      "",
      "Several FILE|DIR are counted one by one. Exit code 0 if no case failed, 1 if one did."
    })
final class TestCommand implements Callable<Integer> {
  /** What a reader must know of case by case. */
  private static final Set<Outcome> TOLD =
      EnumSet.of(Outcome.FAILED, Outcome.ERROR, Outcome.REFUSED);

  private final Console console;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description =
          "Test files, or directories: all *.json in them, and all *.sql with --@test lines.")
  private List<Path> paths = List.of();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "simulator",
      converter = OptionConverters.OfEngine.class,
      description =
          "What runs them: simulator (default), flink (the job, on a broker and a cluster in this"
              + " process) or ksqldb-reference (ksqlDB's engine, Kafka"
              + " Streams).")
  private Engine engine = Engine.SIMULATOR;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write one JSON object per case and line: file, name, outcome, message.")
  private @Nullable Path json;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<Path, List<FeatureCase>> groups = groups();
    List<CaseResult> results = engine.run(groups.values().stream().flatMap(List::stream).toList());
    for (CaseResult result : results) {
      if (TOLD.contains(result.outcome())) {
        console.out().println(line(result));
      }
    }
    if (json != null) {
      write(json, results);
    }
    printSkipped(results);
    printCounts(groups, results);
    return new CaseCounts(results).good() ? ExitCode.OK : ExitCode.DIFFERENT;
  }

  /** The cases of each path; a file that two paths name belongs to the first. */
  private Map<Path, List<FeatureCase>> groups() throws IOException {
    Map<Path, List<FeatureCase>> groups = new LinkedHashMap<>();
    Set<Path> seen = new HashSet<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new EnvironmentException(path + ": no such file or directory", null);
      }
      List<FeatureCase> group = groups.computeIfAbsent(path, each -> new ArrayList<>());
      try {
        for (Path file : CaseFiles.find(path)) {
          if (seen.add(file.toAbsolutePath().normalize())) {
            group.addAll(CaseFiles.read(file));
          }
        }
      } catch (IllegalArgumentException e) {
        throw new EnvironmentException(String.valueOf(e.getMessage()), e);
      }
    }
    if (groups.values().stream().allMatch(List::isEmpty)) {
      throw new EnvironmentException(
          "no cases in " + paths + ". Name files *.json, or *.sql with --@test: name", null);
    }
    return groups;
  }

  private static String line(CaseResult result) {
    return result.outcome() + ": " + result.file() + ": " + result.name() + ": " + result.message();
  }

  private void printSkipped(List<CaseResult> results) {
    results.stream()
        .filter(each -> each.outcome() == Outcome.SKIPPED)
        .collect(Collectors.groupingBy(CaseResult::message, TreeMap::new, Collectors.counting()))
        .forEach((reason, count) -> console.out().println("skipped " + count + ": " + reason));
  }

  private void printCounts(Map<Path, List<FeatureCase>> groups, List<CaseResult> results) {
    if (groups.size() == 1) {
      console.out().println(new CaseCounts(results).summary());
      return;
    }
    int from = 0;
    for (Map.Entry<Path, List<FeatureCase>> group : groups.entrySet()) {
      int to = from + group.getValue().size();
      String counts = new CaseCounts(results.subList(from, to)).summary();
      console.out().println(group.getKey() + ": " + counts);
      from = to;
    }
    console.out().println("total: " + new CaseCounts(results).summary());
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
