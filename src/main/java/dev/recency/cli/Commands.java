package dev.recency.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console it writes to. */
final class Commands implements IFactory {
  private final Console console;

  Commands(Console console) {
    this.console = console;
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
      return type.cast(new RunCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
