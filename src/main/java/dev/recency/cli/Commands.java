package dev.recency.cli;

import dev.recency.cli.apply.ApplyCommand;
import dev.recency.cli.compare.CompareCommand;
import dev.recency.cli.status.StatusCommand;
import dev.recency.flink.options.Redactor;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console it writes to and what it may know of the process. */
final class Commands implements IFactory {
  private final Console console;
  private final Map<String, String> environment;
  private final Redactor redactor;

  /**
   * @param environment of the process
   * @param redactor learns the secrets that a command comes across
   */
  Commands(Console console, Map<String, String> environment, Redactor redactor) {
    this.console = console;
    this.environment = environment;
    this.redactor = redactor;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == CheckCommand.class) {
      return type.cast(new CheckCommand(console));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(console));
    }
    if (type == TestCommand.class) {
      return type.cast(new TestCommand(console));
    }
    if (type == GenerateCommand.class) {
      return type.cast(new GenerateCommand(console));
    }
    if (type == RunCommand.class) {
      return type.cast(new RunCommand(console, environment, redactor));
    }
    if (type == ApplyCommand.class) {
      return type.cast(new ApplyCommand(console, environment, redactor));
    }
    if (type == StatusCommand.class) {
      return type.cast(new StatusCommand(console, redactor));
    }
    if (type == CompareCommand.class) {
      return type.cast(new CompareCommand(console, environment, redactor));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
