package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.simulator.RealMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real messages through transform, filter and windows: commands once, messages accounted for. */
final class MessagesIT {
  private static final Path DEFINITIONS = Path.of("features/messages.sql");
  private static final Path SOME = Path.of("features/events/message-sent.jsonl");
  private static final Set<String> WELCOMING = Set.of("u32", "u58", "u323");
  private static final Set<String> WINDOWS =
      Set.of("SENT_1MIN", "SENT_10MIN", "SENT_1HOUR", "SENT_1DAY", "SENT_30DAYS");
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @Test
  void ofTheFirstMessagesEachCommandIsThereOnce() throws Exception {
    checkReplay("messages-some", Files.readAllLines(SOME));
  }

  @Test
  void ofAllMessagesEachCommandIsThereOnce() throws Exception {
    if (RealMessages.missing("MessagesIT")) {
      return;
    }
    List<String> lines = RealMessages.lines();
    assertThat(lines).hasSize(59_835);
    checkReplay("messages-all", lines);
  }

  private static void checkReplay(String name, List<String> messages) throws Exception {
    Definitions file = DefinitionFiles.read(List.of(DEFINITIONS));
    String text =
        file.files()
            .get(0)
            .text()
            .replace("'message-sent'", "'" + name + "'")
            .replace("'message-commands'", "'" + name + "-commands'");
    JobOptions options = RUNTIME.options(name).withMode(new RunMode.Replay(OptionalLong.empty()));
    try (TestJob job = TestJob.of(RUNTIME, options, Definitions.of(name, text))) {
      job.load(messages.stream().map(line -> line.replace("message-sent", name)).iterator());
      job.start();
      job.finish();

      List<String> expected = expected(messages);
      List<String> actual = Verdict.texts(ofTransforms(job.committed(name + "-commands")));
      assertThat(Verdict.differences(expected, actual)).isEmpty();
      assertThat(actual).as("one partition keeps the order").containsExactlyElementsOf(expected);
      assertThat(job.committed(options.deadLetterTopic())).isEmpty();
      long filtered = 2L * messages.size() - expected.size();
      assertCounts(job, "LAST_CONTACT", messages.size(), 0);
      assertCounts(job, "WELCOME_CONTACT", messages.size(), filtered);
      for (String window : WINDOWS) {
        Counts counts = Counts.of(RUNTIME.metrics(), job.id(), window);
        assertThat(counts.read()).as(window).isEqualTo(messages.size());
        assertThat(counts.balanced()).as("%s", counts).isTrue();
      }
    }
  }

  /** Commands of the statements without windows. */
  private static List<ConsumerRecord<byte[], byte[]>> ofTransforms(
      List<ConsumerRecord<byte[], byte[]>> commands) {
    return commands.stream()
        .filter(
            command -> {
              byte[] statement = command.headers().lastHeader("recency-statement").value();
              return !WINDOWS.contains(new String(statement, StandardCharsets.UTF_8));
            })
        .toList();
  }

  private static void assertCounts(TestJob job, String statement, long read, long filtered) {
    Counts counts = Counts.of(RUNTIME.metrics(), job.id(), statement);
    assertThat(counts.read()).isEqualTo(read);
    assertThat(counts.filtered()).isEqualTo(filtered);
    assertThat(counts.balanced()).as("%s", counts).isTrue();
    assertThat(counts.commands()).isEqualTo(read - filtered);
  }

  /** The commands as a person would write them down. */
  private static List<String> expected(List<String> messages) throws IOException {
    List<String> expected = new ArrayList<>();
    for (String message : messages) {
      JsonNode value = JSON.readTree(message).get("value");
      String user = value.get("userId").textValue();
      String peer = value.get("peerId").textValue();
      long at = value.get("sentAt").longValue();
      expected.add(command("last-contact", user, "peer_id", peer, at));
      if (WELCOMING.contains(peer)) {
        expected.add(command("welcome-contact", peer, "newcomer_id", user, at));
      }
    }
    return expected;
  }

  private static String command(String feature, String user, String field, String other, long at) {
    String key = "{\"user_id\":\"" + user + "\"}";
    return "%s {\"feature_name\":\"%s\",\"method\":\"UPDATE\",\"keys\":%s,\"values\":{\"%s\":\"%s\",\"_last_updated_at_ms\":%d}} @%d"
        .formatted(key, feature, key, field, other, at, at);
  }
}
