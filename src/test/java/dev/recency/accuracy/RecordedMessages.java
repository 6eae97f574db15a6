package dev.recency.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.format.JsonLines;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Source;
import dev.recency.simulator.RealMessages;
import dev.recency.sql.SqlParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The first 5,000 real messages, and what the real engine wrote for them. */
final class RecordedMessages {
  static final int COUNT = 5_000;
  private static final Path OBSERVED = Path.of("../shared/ksqldb-observed");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedMessages() {}

  static boolean missing(String test) {
    if (!Files.exists(OBSERVED)) {
      System.out.println(test + ": skipped, because there is no [" + OBSERVED + "]");
      return true;
    }
    return RealMessages.missing(test);
  }

  static Plan plan() {
    return Planner.plan(
        List.of(
            SqlParser.script(
                "messages.sql",
                """
                CREATE STREAM message_sent (userId VARCHAR, peerId VARCHAR, sentAt BIGINT)
                  WITH (KAFKA_TOPIC='message-sent', VALUE_FORMAT='JSON', TIMESTAMP='sentAt',
                  PARTITIONS=1);
                CREATE TABLE recent_messages WITH (KAFKA_TOPIC='recent', VALUE_FORMAT='JSON') AS
                SELECT userId, COUNT(*) AS message_count
                FROM message_sent WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
                """)));
  }

  /** The first messages as records of the topic. */
  static List<RawRecord> records(Plan plan, int count) throws IOException {
    Source source = plan.sources().get(0);
    JsonLines lines =
        JsonLines.of(List.of(new JsonLines.Topic(source.serialization(), source.columns())));
    List<RawRecord> records = new ArrayList<>();
    for (String text : RealMessages.lines().subList(0, count)) {
      JsonLines.Line line = lines.read("messages", "message-sent", text);
      records.add(
          new RawRecord(
              line.topic(),
              0,
              records.size(),
              line.timestampMillis().orElseThrow(),
              line.key(),
              line.value(),
              line.headers()));
    }
    return records;
  }

  /** What the real engine wrote, visible at the arrival of the input that it came after. */
  static List<VisibleCommand> recorded(String file, List<RawRecord> records) throws IOException {
    List<VisibleCommand> commands = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(OBSERVED.resolve(file))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode node = JSON.readTree(line);
        commands.add(
            new VisibleCommand(
                "RECENT_MESSAGES",
                node.get("key").textValue(),
                List.of(node.get("value").get("MESSAGE_COUNT").longValue()),
                node.get("timestamp").longValue(),
                records.get(node.get("after_input").intValue()).timestampMillis(),
                new VisibleCommand.Bounds(
                    node.get("window").get("start").longValue(),
                    node.get("window").get("end").longValue())));
      }
    }
    return commands;
  }
}
