package dev.recency.cli;

import dev.recency.flink.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says how definitions would run; touches neither Kafka nor Flink. */
@Command(
    name = "explain",
    description = "Say how definitions run: which statements share an operator, and what it keeps.",
    usageHelpWidth = 100,
    footerHeading = "%nExamples:%n",
    footer = {
      "  recency explain features",
      "  recency explain features/match.sql features/messages.sql",
      "",
      "Exit code 0 if all can run, 3 if a definition is refused."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files with definitions, or directories: all their files *.sql.")
  private List<Path> paths = List.of();

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    console.out().print(PlanText.of(DefinitionFiles.read(paths).plan()));
    return ExitCode.OK;
  }
}
