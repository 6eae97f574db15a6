package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateCommandTest {
  @TempDir Path directory;

  @Test
  void writesAsManyLinesAsAskedForAndTheSameEachTime() {
    Cli first = Cli.run("generate", "--events", "50", "--seed", "9");
    assertThat(first.code()).isZero();
    assertThat(first.out().lines()).hasSize(50);
    assertThat(Cli.run("generate", "--events", "50", "--seed", "9")).isEqualTo(first);
    assertThat(Cli.run("generate", "--events", "50", "--seed", "8")).isNotEqualTo(first);
  }

  @Test
  void writesAFileThatRunTakes() throws IOException {
    Path events = directory.resolve("matches.jsonl");
    Cli cli =
        Cli.run("generate", "--events", "20", "--kind", "matches", "--output", events.toString());
    assertThat(cli).isEqualTo(new Cli(0, "", ""));
    assertThat(Files.readAllLines(events))
        .hasSize(20)
        .allMatch(line -> line.contains("\"topic\":\"azar_match_event\""));
  }

  @Test
  void refusesWhatMakesNoSenseInOneLine() {
    Cli share = Cli.run("generate", "--bad-share", "2");
    assertThat(share.code()).isEqualTo(ExitCode.USAGE);
    assertThat(share.err()).contains("--bad-share is [2.0]; it must be 0 to 1");
    assertThat(Cli.run("generate", "--late-by", "90").err())
        .contains("[90]: write a number and its unit: 200ms, 30s, 10m, 6h or 30d");
    assertThat(Cli.run("generate", "--events", "0").err()).contains("--events is [0]");
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Cli cli = Cli.run("generate", "--output", directory.resolve("no/such.jsonl").toString());
    assertThat(cli.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(directory).isEmptyDirectory();
  }
}
