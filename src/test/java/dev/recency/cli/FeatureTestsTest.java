package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the example features, and those that the documentation shows. */
final class FeatureTestsTest {
  @TempDir Path directory;

  @Test
  void theExamplesOfTheDocumentationPass() throws IOException {
    List<String> page = sqlBlocks(Path.of("docs", "testing-features.md"));
    assertThat(page).hasSize(2);
    String source =
        "CREATE STREAM matches (userId VARCHAR KEY, x INT)"
            + " WITH (KAFKA_TOPIC='matches', VALUE_FORMAT='JSON');\n";
    Files.writeString(directory.resolve("match-count.sql"), source + page.get(1));
    Files.copy(
        Path.of("features", "live-room-context.sql"), directory.resolve("live-room-context.sql"));
    Path tests = Files.createDirectory(directory.resolve("tests"));
    Files.writeString(tests.resolve("page.sql"), page.get(0));
    String readme =
        sqlBlocks(Path.of("README.md")).stream()
            .filter(block -> block.startsWith("--@test"))
            .findFirst()
            .orElseThrow();
    Files.writeString(tests.resolve("readme.sql"), readme);
    Cli cli = Cli.run("test", tests.toString());
    assertThat(cli.out()).isEqualTo("2 passed, 0 failed, 0 refused\n");
  }

  private static List<String> sqlBlocks(Path page) throws IOException {
    return Pattern.compile("(?s)```sql\n(.*?)```")
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void theCasesOfTheFeaturesPass() {
    Cli cli = Cli.run("test", "features/tests");
    assertThat(cli.out()).isEqualTo("13 passed, 0 failed, 0 refused\n");
  }
}
