package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recency run --output} with the embedded broker and cluster. */
final class RunIT {
  private static final Path MESSAGES = Path.of("..", "shared", "data", "college-messages.jsonl.gz");
  private static final Set<String> WELCOMING = Set.of("u32", "u58", "u323");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void theExampleFeaturesRunOverTheirExampleEvents() throws IOException {
    Path output = directory.resolve("commands.jsonl");
    Cli cli =
        Cli.run(
            "run",
            "features",
            "--input",
            "azar_user_cdc=features/events/azar_user_cdc.jsonl",
            "--input",
            "live_room_event=features/events/live_room_event.jsonl",
            "--input",
            "message-sent=features/events/message-sent.jsonl",
            "--input",
            "azar_match_event=features/events/azar_match_event.jsonl",
            "--output",
            output.toString());

    assertThat(cli.err())
        .isEqualTo("recency: 218 records loaded, 1,882 commands written, 0 dead letters\n");
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).isEmpty();
    List<String> commands = Files.readAllLines(output);
    assertThat(commands)
        .hasSize(1882)
        .contains(
            """
            {"topic":"feature-store-commands","partition":0,"key":{"user_id":"u-1003"},\
            "value":{"feature_name":"user-profile","method":"UPDATE",\
            "keys":{"user_id":"u-1003"},\
            "values":{"level":null,"_last_updated_at_ms":1700586065500}},\
            "timestamp":1700586065730,\
            "headers":[["recency-statement","FEATURE_STORE_COMMAND1"],\
            ["recency-arrival-ms","1700586065730"]]}""",
            """
            {"topic":"feature-store-commands","partition":0,"key":{"live_room_id":"room-7"},\
            "value":{"feature_name":"live-room-context","method":"UPDATE",\
            "keys":{"live_room_id":"room-7"},\
            "values":{"has_guest":false,"_last_updated_at_ms":1700586080000}},\
            "timestamp":1700586080060,\
            "headers":[["recency-statement","FEATURE_STORE_COMMAND2_2"],\
            ["recency-arrival-ms","1700586080060"]]}""",
            """
            {"topic":"feature-store-commands","partition":0,"key":"u-1001",\
            "value":{"feature_name":"match-feature","method":"UPDATE",\
            "keys":{"user_id":"u-1001"},\
            "values":{"recent_10min_match_count":4,"recent_10min_avg_chat_duration":33.75,\
            "_last_updated_at_ms":1700586840000}},\
            "timestamp":1700586840000,\
            "headers":[["recency-statement","FEATURE_STORE_COMMAND3"],\
            ["recency-arrival-ms","1700586840000"]]}""");
    assertThat(matchCounts(commands, "u-1001"))
        .containsExactly(
            "17:00 1", "17:02 2", "17:04 3", "17:06 4", "17:08 5", "17:10 5", "17:12 5", "17:14 4",
            "17:16 3", "17:18 2", "17:20 1", "17:22 0");
    assertOnlyFileIs(output);
  }

  /** Of each command of the article's example 3 for a user: its instant and the count. */
  private static List<String> matchCounts(List<String> commands, String user) throws IOException {
    List<String> counts = new ArrayList<>();
    for (String command : commands) {
      JsonNode value = JSON.readTree(command).get("value");
      boolean matches = value.get("feature_name").asText().equals("match-feature");
      if (matches && value.get("keys").get("user_id").asText().equals(user)) {
        JsonNode values = value.get("values");
        Instant at = Instant.ofEpochMilli(values.get("_last_updated_at_ms").asLong());
        counts.add(
            at.toString().substring(11, 16) + " " + values.get("recent_10min_match_count").asInt());
      }
    }
    return counts;
  }

  @Test
  void eachCommandOfAllRealMessagesIsThereOnceAndInOrder() throws IOException {
    assumeTrue(Files.exists(MESSAGES), () -> "the data is not there: " + MESSAGES);
    List<JsonNode> expected = expectedCommands();
    Path output = directory.resolve("commands.jsonl");

    Cli cli =
        Cli.run(
            "run",
            "features/messages.sql",
            "--input",
            "message-sent=" + MESSAGES,
            "--delivery",
            "exactly-once",
            "--output",
            output.toString());

    assertThat(cli.err())
        .isEqualTo(
            "recency: option delivery = exactly-once (flag)\n"
                + "recency: 59,835 records loaded, 656,918 commands written, 0 dead letters\n");
    List<JsonNode> actual = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      JsonNode value = JSON.readTree(line).get("value");
      if (!value.get("feature_name").asText().startsWith("sent-")) {
        actual.add(value);
      }
    }
    assertThat(actual.equals(expected)).as("commands equal those of the messages").isTrue();
  }

  @Test
  void recordsThatDoNotDecodeBecomeDeadLettersAmongTheGoodOnes() throws IOException {
    Path input = directory.resolve("mixed.jsonl");
    Path letters = directory.resolve("letters.jsonl");
    Files.write(
        input,
        List.of(
            "{\"value\":{\"userId\":\"u1\",\"peerId\":\"u9\",\"sentAt\":1000},\"timestamp\":1000}",
            "{\"value\":{\"base64\":\"eyJ1c2VySWQiOg==\"},\"timestamp\":1001}",
            "{\"value\":{\"userId\":\"u2\",\"peerId\":\"u58\",\"sentAt\":1002},\"timestamp\":1002}"));

    Cli cli =
        Cli.run(
            "run",
            "features/messages.sql",
            "--input",
            "message-sent=" + input,
            "--dead-letters",
            letters.toString(),
            "--output",
            "-");

    assertThat(cli.code()).isZero();
    assertThat(cli.err())
        .isEqualTo(
            "recency: 3 records loaded, 13 commands written, 1 dead letter: MALFORMED_VALUE 1\n");
    JsonNode letter = JSON.readTree(Files.readString(letters));
    assertThat(letter.get("reason").asText()).isEqualTo("MALFORMED_VALUE");
    assertThat(letter.get("offset").asLong()).isEqualTo(1);
    assertThat(letter.get("value").asText()).isEqualTo("eyJ1c2VySWQiOg==");
    assertThat(cli.out().lines().map(RunIT::statement).filter(each -> !each.startsWith("SENT_")))
        .containsExactly("LAST_CONTACT", "LAST_CONTACT", "WELCOME_CONTACT");
  }

  @Test
  void aLineThatIsNoRecordEndsTheRunBeforeTheJobAndLeavesNoOutput() throws IOException {
    Path input = directory.resolve("broken.jsonl");
    Files.write(input, List.of("{\"value\":{\"sentAt\":1},\"timestamp\":1}", "{\"value\":"));

    Cli cli =
        Cli.run(
            "run",
            "features/messages.sql",
            "--input",
            "message-sent=" + input,
            "--output",
            directory.resolve("commands.jsonl").toString());

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err()).startsWith("recency: " + input + ":2: ").hasLineCount(1);
    assertOnlyFileIs(input);
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() {
    Cli cli = Cli.run("run", "features", "--bootstrap-servers", "127.0.0.1:1", "--output", "-");
    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .isEqualTo(
            "recency: option bootstrap-servers = 127.0.0.1:1 (flag)\n"
                + "recency: No Kafka broker answers at [127.0.0.1:1]. Check host, port and"
                + " listeners.\n");
  }

  private void assertOnlyFileIs(Path file) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static String statement(String line) {
    try {
      return JSON.readTree(line).get("headers").get(0).get(1).asText();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  /** What features/messages.sql says without windows, worked out from the file without Recency. */
  private static List<JsonNode> expectedCommands() throws IOException {
    List<JsonNode> commands = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(MESSAGES)), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        JsonNode message = JSON.readTree(line).get("value");
        String user = message.get("userId").asText();
        String peer = message.get("peerId").asText();
        long sentAt = message.get("sentAt").asLong();
        commands.add(command("last-contact", user, "peer_id", peer, sentAt));
        if (WELCOMING.contains(peer)) {
          commands.add(command("welcome-contact", peer, "newcomer_id", user, sentAt));
        }
      }
    }
    return commands;
  }

  private static JsonNode command(
      String feature, String user, String field, String value, long sentAt) throws IOException {
    return JSON.readTree(
        """
        {"feature_name":"%s","method":"UPDATE","keys":{"user_id":"%s"},\
        "values":{"%s":"%s","_last_updated_at_ms":%d}}"""
            .formatted(feature, user, field, value, sentAt));
  }
}
