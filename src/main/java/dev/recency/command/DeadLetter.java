package dev.recency.command;

import dev.recency.format.JsonObjectText;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that became no event, kept whole for people: {@code {reason, message, topic, partition,
 * offset, timestamp, key, value}} with key and value in base64. It has the key of the record, so
 * letters of one key stay in order, and its timestamp.
 */
public final class DeadLetter {
  private DeadLetter() {}

  /** The dead letter of this record. */
  public static CommandRecord of(
      String deadLetterTopic, RawRecord record, RejectReason reason, String message) {
    byte[] value =
        new JsonObjectText()
            .text("reason", reason.name())
            .text("message", message)
            .text("topic", record.topic())
            .number("partition", record.partition())
            .number("offset", record.offset())
            .number("timestamp", record.timestampMillis())
            .text("key", base64(record.key()))
            .text("value", base64(record.value()))
            .bytes();
    // Kafka takes no negative timestamp; the letter itself says what the record had.
    long timestampMillis = Math.max(0, record.timestampMillis());
    return new CommandRecord(deadLetterTopic, record.key(), value, timestampMillis, List.of());
  }

  /**
   * What stands for the record in the letter of a row that cannot be written. There is no record
   * behind a row: it has the topic, key and value of its command and no place in a topic.
   *
   * @param command null if the row has none at all
   */
  public static RawRecord subject(@Nullable CommandRecord command, long asOfMillis) {
    return new RawRecord(
        command == null ? "" : command.topic(),
        -1,
        -1,
        Math.max(0, asOfMillis),
        command == null ? null : command.key(),
        command == null ? null : command.value(),
        List.of());
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
