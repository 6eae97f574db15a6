package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  @TempDir Path directory;

  @Test
  void helpListsTheCommandsInPipelineOrderWithExamplesAndExitCodes() {
    Cli cli = Cli.run("--help");
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .containsSubsequence(
            "check", "explain", "test", "generate", "run", "Examples:", "Exit codes:");
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command : List.of("check", "explain", "test", "generate", "run")) {
      assertThat(Cli.run(command, "--help").out())
          .contains("Usage: recency " + command, "Examples");
    }
  }

  @Test
  void helpIsACommandToo() {
    assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out()).contains("130");
    assertThat(Cli.run("help", "run")).isEqualTo(Cli.run("run", "--help"));
  }

  @Test
  void aByteOrderMarkInADefinitionIsSkipped() throws IOException {
    Cli cli = Cli.run("check", sql("\ufeffCREATE nonsense;").toString());
    assertThat(cli.err()).startsWith(directory.resolve("definition.sql") + ":1:8: ");
  }

  @Test
  void versionIsOneLineOfData() {
    Cli cli = Cli.run("--version");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).matches("recency \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\n");
  }

  @Test
  void checkNamesTheQueriesOfAllFilesOfADirectory() {
    Cli cli = Cli.run("check", "features");
    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines())
        .contains(
            "FEATURE_STORE_COMMAND1: AZAR_USER_CDC -> feature-store-commands",
            "LAST_CONTACT: MESSAGE_SENT -> message-commands",
            "ok: 11 queries can run");
  }

  @Test
  void aRefusedDefinitionIsAnErrorWithItsPlaceAndNoData() throws IOException {
    Path file = sql("CREATE STREAM s AS SELECT x FROM nowhere;");
    Cli cli = Cli.run("check", file.toString());
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith(file + ":1:").doesNotContain("\tat ");
  }

  @Test
  void checkWarnsOfDefinitionsWithoutAQuery() throws IOException {
    Path file = sql("CREATE STREAM s (x INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');");
    Cli cli = Cli.run("check", file.toString());
    assertThat(cli.code()).isZero();
    assertThat(cli.err())
        .isEqualTo("recency: warning: the definitions hold no query; recency run refuses them.\n");
  }

  @Test
  void verboseAddsTheStackTrace() throws IOException {
    Cli cli = Cli.run("check", "--verbose", sql("CREATE nonsense;").toString());
    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).contains("\tat dev.recency.");
  }

  @Test
  void checkWritesOneJsonObjectForARefusalToo() throws IOException {
    Path file = sql("CREATE STREAM s AS SELECT x FROM nowhere;");
    Cli cli = Cli.run("check", "--json", file.toString());
    assertThat(cli.code()).isEqualTo(3);
    JsonNode answer = new ObjectMapper().readTree(cli.out());
    assertThat(answer.get("ok").asBoolean()).isFalse();
    assertThat(answer.get("error").get("file").asText()).isEqualTo(file.toString());
    assertThat(answer.get("error").get("line").asInt()).isEqualTo(1);
    assertThat(answer.get("error").get("code").asText()).isEqualTo("UNKNOWN_SOURCE");
    assertThat(answer.get("error").get("message").asText()).isNotBlank();
  }

  @Test
  void checkWritesOneJsonObjectForAMissingFileAndForAWrongCommandLineToo() throws IOException {
    Path missing = directory.resolve("none.sql");
    assertJsonError(Cli.run("check", "--json", missing.toString()), 4, "ENVIRONMENT", "none.sql");
    assertJsonError(Cli.run("check", "--json"), 2, "USAGE", "FILE|DIR");
    assertJsonError(Cli.run("check", "--jsn", "x.sql", "--json"), 2, "USAGE", "--jsn");
  }

  private static void assertJsonError(Cli cli, int code, String errorCode, String part)
      throws IOException {
    assertThat(cli.code()).isEqualTo(code);
    JsonNode answer = new ObjectMapper().readTree(cli.out());
    assertThat(answer.get("ok").asBoolean()).isFalse();
    assertThat(answer.get("error").get("code").asText()).isEqualTo(errorCode);
    assertThat(answer.get("error").get("message").asText()).contains(part);
  }

  @Test
  void checkWritesTheQueriesAsJson() throws IOException {
    JsonNode answer = new ObjectMapper().readTree(Cli.run("check", "features", "--json").out());
    assertThat(answer.get("ok").asBoolean()).isTrue();
    assertThat(answer.get("queries")).hasSize(11);
    assertThat(answer.get("queries").get(0).get("topic").asText())
        .isEqualTo("feature-store-commands");
  }

  @Test
  void aTurkishLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Cli expected = Cli.run("check", "features");
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(Cli.run("check", "features")).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aClosedStandardOutputIsSaidInOneLine() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            new Console(
                new PrintStream(closed, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            Map.of(),
            "check",
            "features/user-profile.sql");
    assertThat(code).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("recency: standard output was closed before all was written.");
  }

  private Path sql(String text) throws IOException {
    return Files.writeString(directory.resolve("definition.sql"), text);
  }
}
