package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tests in SQL as a file of a directory, {@code t.sql}. */
final class SqlTests {
  static final String RIDES =
      """
      CREATE STREAM rides (city STRING KEY, fare INT, tip DECIMAL(4, 2), rate DOUBLE, due BIGINT)
        WITH (KAFKA_TOPIC='rides', VALUE_FORMAT='JSON');
      CREATE STREAM dear AS SELECT * FROM rides WHERE fare > 5;
      """;

  static final String RIDE =
      "INSERT INTO rides (city, fare, tip, rate, ROWTIME) VALUES ('Jeju', 6, 1.5, 0.5, 7);\n";

  private SqlTests() {}

  static List<CaseResult> run(Path directory, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("t.sql"), text);
    return CaseFiles.read(file).stream().map(CaseRunner::run).toList();
  }

  /** The statements as the one test of a file, from its second line on. */
  static CaseResult one(Path directory, String statements) throws IOException {
    List<CaseResult> results = run(directory, "--@test: x\n" + statements);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** The message without the directory, which is another one each time. */
  static String message(Path directory, CaseResult result) {
    return result.message().replace(directory + "/", "");
  }
}
