package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The three statements of the article, on Kafka and Flink, byte for byte. */
final class ArticleExamplesIT {
  private static final Path FEATURES = Path.of("features");
  private static final String STORE = "feature-store-commands";

  private static final String[] USER_PROFILE = {
    "{\"user_id\":\"u-1001\"} {\"feature_name\":\"user-profile\",\"method\":\"UPDATE\",\"keys\":{\"user_id\":\"u-1001\"},\"values\":{\"level\":3,\"_last_updated_at_ms\":1700586000000}} @1700586000120",
    "{\"user_id\":\"u-1002\"} {\"feature_name\":\"user-profile\",\"method\":\"UPDATE\",\"keys\":{\"user_id\":\"u-1002\"},\"values\":{\"level\":1,\"_last_updated_at_ms\":1700586004000}} @1700586004080",
    "{\"user_id\":\"u-1001\"} {\"feature_name\":\"user-profile\",\"method\":\"UPDATE\",\"keys\":{\"user_id\":\"u-1001\"},\"values\":{\"level\":4,\"_last_updated_at_ms\":1700586060000}} @1700586060200",
    "{\"user_id\":\"u-1003\"} {\"feature_name\":\"user-profile\",\"method\":\"UPDATE\",\"keys\":{\"user_id\":\"u-1003\"},\"values\":{\"level\":null,\"_last_updated_at_ms\":1700586065500}} @1700586065730"
  };

  private static final String[] LIVE_ROOM = {
    "{\"live_room_id\":\"room-7\"} {\"feature_name\":\"live-room-context\",\"method\":\"UPDATE\",\"keys\":{\"live_room_id\":\"room-7\"},\"values\":{\"has_guest\":true,\"_last_updated_at_ms\":1700586020000}} @1700586020030",
    "{\"live_room_id\":\"room-7\"} {\"feature_name\":\"live-room-context\",\"method\":\"UPDATE\",\"keys\":{\"live_room_id\":\"room-7\"},\"values\":{\"has_guest\":false,\"_last_updated_at_ms\":1700586080000}} @1700586080060",
    "{\"live_room_id\":\"room-8\"} {\"feature_name\":\"live-room-context\",\"method\":\"UPDATE\",\"keys\":{\"live_room_id\":\"room-8\"},\"values\":{\"has_guest\":true,\"_last_updated_at_ms\":1700586090000}} @1700586090010"
  };

  private static final String AS_PRINTED =
      """
      CREATE STREAM azar_match_event (userId STRING KEY, chat_duration BIGINT)
        WITH (KAFKA_TOPIC='printed-event', VALUE_FORMAT='JSON', PARTITIONS=1);
      CREATE STREAM feature_store_command3
        WITH (KAFKA_TOPIC='printed-command', VALUE_FORMAT='JSON', WRAP_SINGLE_VALUE=false) AS
      SELECT STRUCT(
        `feature_name` := 'match-feature',
        `method` := 'UPDATE',
        `keys` := STRUCT(`user_id` := userId),
        `values` := STRUCT(
          `recent_10min_match_count` := COUNT(*),
          `recent_10min_avg_chat_duration` := AVG(chat_duration),
          `_last_updated_at_ms` := MAX(ROWTIME)))
      FROM azar_match_event
      WINDOW HOPPING (SIZE 10 MINUTES, ADVANCE BY 1 MINUTES)
      GROUP BY userId
      EMIT FINAL;
      """;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @Test
  void theExamplesGiveExactlyTheirCommands() throws Exception {
    Definitions definitions =
        DefinitionFiles.read(
            List.of(
                FEATURES.resolve("user-profile.sql"), FEATURES.resolve("live-room-context.sql")));
    List<String> events = new ArrayList<>();
    events.addAll(Files.readAllLines(FEATURES.resolve("events/azar_user_cdc.jsonl")));
    events.addAll(Files.readAllLines(FEATURES.resolve("events/live_room_event.jsonl")));
    try (TestJob job = TestJob.of(RUNTIME, RUNTIME.options("article"), definitions)) {
      job.load(events.iterator());
      job.start();
      List<ConsumerRecord<byte[], byte[]>> commands = job.await(STORE, 7);

      List<String> expected = Stream.concat(Stream.of(USER_PROFILE), Stream.of(LIVE_ROOM)).toList();
      assertThat(Verdict.differences(expected, Verdict.texts(commands))).isEmpty();
      assertThat(ofStatement(commands, "FEATURE_STORE_COMMAND1")).containsExactly(USER_PROFILE);
      assertThat(
              commands.stream()
                  .map(Verdict::text)
                  .filter(text -> text.contains("live-room-context")))
          .as("commands of one source keep the order of its offsets")
          .containsExactly(LIVE_ROOM);
      assertThat(header(commands.get(0), "recency-arrival-ms"))
          .isEqualTo(Long.toString(commands.get(0).timestamp()));
      assertThat(job.committed(job.options().deadLetterTopic())).isEmpty();
    }
  }

  @Test
  void theThirdExampleRunsAsItIsPrinted() throws Exception {
    Definitions definitions = Definitions.of("printed.sql", AS_PRINTED);
    long five = 1_700_586_000_000L;
    try (TestJob job = TestJob.of(RUNTIME, RUNTIME.options("article-printed"), definitions)) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        events.add(match("alice", 10 * (i + 1), five + 120_000L * i));
      }
      events.add(match("closer", 0, five + 3_600_000));
      job.load(events.iterator());
      job.start();
      List<String> commands = Verdict.texts(job.await("printed-command", 22));
      assertThat(commands).hasSize(22);
      for (int i = 0; i < 22; i++) {
        int first = Math.max(0, (i - 9 + 1) / 2); // of the events, two minutes apart
        int last = Math.min(6, i / 2);
        assertThat(commands.get(i))
            .as("window [%d min, %d min)", i - 9, i + 1)
            .endsWith(
                ("{\"feature_name\":\"match-feature\",\"method\":\"UPDATE\",\"keys\":{\"user_id\":"
                        + "\"alice\"},\"values\":{\"recent_10min_match_count\":%d,"
                        + "\"recent_10min_avg_chat_duration\":%s,\"_last_updated_at_ms\":%d}} @%d")
                    .formatted(
                        last - first + 1,
                        Double.toString(5.0 * (first + last) + 10),
                        five + 120_000L * last,
                        five + 120_000L * last));
      }
    }
  }

  private static String match(String user, int duration, long at) {
    return "{\"topic\":\"printed-event\",\"key\":\"%s\",\"value\":{\"chat_duration\":%d},\"timestamp\":%d}"
        .formatted(user, duration, at);
  }

  private static List<String> ofStatement(
      List<ConsumerRecord<byte[], byte[]>> commands, String statement) {
    return commands.stream()
        .filter(command -> header(command, "recency-statement").equals(statement))
        .map(Verdict::text)
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> command, String name) {
    return new String(command.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
