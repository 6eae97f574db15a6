package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.flink.resume.StoredMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state directory that other definitions left. */
final class ForeignStateTest {
  @TempDir private Path directory;

  private static String definitions(String where) {
    return """
        CREATE STREAM bills (guest STRING KEY, cents INT)
          WITH (KAFKA_TOPIC='bills', VALUE_FORMAT='JSON', PARTITIONS=1);
        CREATE TABLE paid AS SELECT guest, SUM(cents) AS s FROM bills WHERE %s GROUP BY guest;
        """
        .formatted(where);
  }

  @Test
  void isRefusedInOneLineBeforeAnythingStarts() throws IOException {
    Path state = directory.resolve("state");
    Path savepoint = state.resolve("savepoints").resolve("savepoint-1");
    StoredMetadata.write(savepoint, Definitions.of("a.sql", definitions("cents > 1")));
    Path file = Files.writeString(directory.resolve("a.sql"), definitions("cents > 2"));
    Cli run = Cli.run("run", file.toString(), "--state-dir", state.toString());
    assertThat(run)
        .isEqualTo(
            new Cli(
                ExitCode.INVALID_DEFINITION,
                "",
                "file:"
                    + savepoint
                    + "/: [PAID] would lose its state: WHERE changed: `CENTS > 1` → `CENTS > 2`."
                    + " Undo the change, or write --accept-state-loss PAID\n"));
    try (Stream<Path> entries = Files.list(state)) {
      assertThat(entries).containsExactly(state.resolve("savepoints"));
    }
  }
}
