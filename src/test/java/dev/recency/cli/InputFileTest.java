package dev.recency.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.format.JsonLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFileTest {
  @TempDir Path directory;

  @Test
  void aTopicThatNoDefinitionHasIsNamedWithItsLine() {
    assertRefused(
        "{\"value\":\"1\"}\n\n{\"topic\":\"ridez\",\"value\":\"2\"}\n",
        3,
        "topic [ridez] is no topic of the definitions: name one of [fares, rides], or none for"
            + " [rides]");
  }

  @Test
  void aPartitionThatDoesNotExistIsNamedWithItsLine() {
    assertRefused(
        "{\"partition\":1,\"value\":\"1\"}\n{\"partition\":2,\"value\":\"2\"}\n",
        2,
        "partition [2] does not exist: topic [rides] has 2, counted from 0");
  }

  @Test
  void bytesThatAreNoUtf8AreNamedWithTheirLine() {
    byte[] bytes = "{\"value\":\"1\"}\n{\"value\":\"caf\u00e9\"}\n".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            file()
                + ":2: not UTF-8 text. Save the file as UTF-8; a key or value of other bytes is"
                + " written {\"base64\": \"…\"}");
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNoPartOfTheLines() throws IOException {
    String text = "\ufeff{\"value\":\"1\"}\r\n\r\n{\"value\":\"2\"}\r\n";
    assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
        .extracting(InputFile.Numbered::number)
        .containsExactly(1L, 3L);
  }

  private void assertRefused(String text, int line, String what) {
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(file() + ":" + line + ": " + what);
  }

  private Path file() {
    return directory.resolve("rides.jsonl");
  }

  private List<InputFile.Numbered> read(byte[] bytes) throws IOException {
    Files.write(file(), bytes);
    List<InputFile.Numbered> records = new ArrayList<>();
    try (InputFile.Lines lines =
        new InputFile("rides", file())
            .open(JsonLines.of(List.of()), Map.of("rides", 2, "fares", 1))) {
      lines.forEachRemaining(records::add);
    }
    return records;
  }

  @Test
  void aLineWithoutATopicIsOfTheFilesTopicAndHasItsNumber() throws IOException {
    assertThat(read("\n{\"value\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.number()).isEqualTo(2);
              assertThat(record.line().topic()).isEqualTo("rides");
            });
  }
}
