package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The groups of ksqlDB's own cases, if they lie beside this repository, as {@code recency test} counts
 * them. docs/ksqldb-compatibility.md has the same numbers.
 */
final class CaseGroupsTest {
  private static final Path CASES = Path.of("..", "shared", "ksqldb-cases");
  private static final Map<String, String> COUNTS =
      Map.of(
          "windows", "22 passed, 0 failed, 1 refused, 2 extended",
          "core", "502 passed, 0 failed, 15 refused, 7 extended",
          "functions", "102 passed, 0 failed, 1 refused",
          "joins", "27 passed, 0 failed, 63 refused");

  /** What Kafka Streams writes for the same statements; skipped are tables. */
  private static final Map<String, String> REFERENCE_COUNTS =
      Map.of(
          "windows", "24 passed, 0 failed, 1 refused",
          "core", "478 passed, 0 failed, 15 refused, 7 extended, 24 skipped");

  @TempDir Path directory;

  @Test
  void allPassButForListedExtensionsAndJoins() throws IOException {
    skipWithoutCases();
    String documentation = Files.readString(Path.of("docs", "ksqldb-compatibility.md"));
    Set<String> refusals = new TreeSet<>();
    for (Map.Entry<String, String> group : new TreeMap<>(COUNTS).entrySet()) {
      Path results = directory.resolve(group.getKey());
      Cli cli =
          Cli.run("test", CASES.resolve(group.getKey()).toString(), "--json", results.toString());
      assertThat(cli.out()).endsWith(group.getValue() + "\n").doesNotContain("failed: ");
      assertThat(cli.err()).isEmpty();
      assertThat(cli.code()).isZero();
      assertThat(documentation).contains("| `" + group.getKey() + "` | " + group.getValue() + " |");
      for (String line : Files.readAllLines(results)) {
        JsonNode result = new ObjectMapper().readTree(line);
        if (result.get("outcome").textValue().equals("refused")) {
          refusals.add(result.get("message").textValue().replaceAll("^[^ ]*: ", ""));
        }
      }
    }
    assertThat(refusals)
        .containsExactly(
            "JOIN does not run yet. Write the joined records to one topic before Recency reads"
                + " them.");
  }

  @Test
  void ksqldbsOwnEngineGivesWhatItsCasesExpect() {
    skipWithoutCases();
    REFERENCE_COUNTS.forEach(
        (group, counts) -> {
          Cli cli =
              Cli.run("test", "--engine", "ksqldb-reference", CASES.resolve(group).toString());
          assertThat(cli.out()).endsWith(counts + "\n");
          assertThat(cli.code()).isZero();
        });
  }

  private static void skipWithoutCases() {
    boolean present = Files.isDirectory(CASES);
    if (!present) {
      System.out.println("CaseGroupsTest: skipped, no directory [" + CASES + "]");
    }
    Assumptions.assumeTrue(present, "no cases of ksqlDB");
  }
}
