package dev.recency.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.sql.tree.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dialect's own statements parse, and survive formatting. */
class KsqldbCasesParseTest {

  private static final Path CASES = Path.of("../shared/ksqldb-cases");

  @Test
  void everyStatementOfThePositiveCasesParses() throws IOException {
    if (!Files.isDirectory(CASES)) {
      System.out.println("KsqldbCasesParseTest: skipped, no folder [" + CASES + "]");
      return;
    }
    int statements = 0;
    List<String> failures = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode test : new ObjectMapper().readTree(file.toFile()).get("tests")) {
        if (test.has("expectedException")) {
          continue;
        }
        for (JsonNode statement : test.get("statements")) {
          statements++;
          String failure = failure(statement.asText());
          if (!failure.isEmpty()) {
            failures.add(file.getFileName() + " [" + test.get("name").asText() + "] " + failure);
          }
        }
      }
    }
    System.out.println("KsqldbCasesParseTest: " + statements + " statements");
    assertThat(failures).isEmpty();
    assertThat(statements).isGreaterThan(1_000);
  }

  private static String failure(String statement) {
    try {
      Script script = SqlParser.script("case", statement);
      Script again = SqlParser.script("formatted", SqlFormatter.format(script));
      boolean same = Trees.withoutLocations(again).equals(Trees.withoutLocations(script));
      return same ? "" : "another tree after formatting: " + statement;
    } catch (SqlException e) {
      return e.getMessage() + " in " + statement;
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(CASES)) {
      return all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
  }
}
