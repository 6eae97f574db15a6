package dev.recency.command;

import dev.recency.format.JsonObjectText;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that became no event, kept whole for people: {@code {reason, message, topic, partition,
 * offset, timestamp, key, value}} with key and value in base64. It has the key of the record, so
 * letters of one key stay in order, and its timestamp. Of a huge key or value only the beginning is
 * kept, and the message says so: a letter that Kafka does not take would stop the job.
 */
public final class DeadLetter {
  /** The most that is kept of a key or a value; both in base64 stay under Kafka's megabyte. */
  public static final int MAX_KEPT_BYTES = 1 << 18;

  private DeadLetter() {}

  /** The dead letter of this record. */
  public static CommandRecord of(
      String deadLetterTopic, RawRecord record, RejectReason reason, String message) {
    byte[] value =
        new JsonObjectText()
            .text("reason", reason.name())
            .text("message", message + cut("key", record.key()) + cut("value", record.value()))
            .text("topic", record.topic())
            .number("partition", record.partition())
            .number("offset", record.offset())
            .number("timestamp", record.timestampMillis())
            .text("key", base64(record.key()))
            .text("value", base64(record.value()))
            .bytes();
    // Kafka takes no negative timestamp; the letter itself says what the record had.
    long timestampMillis = Math.max(0, record.timestampMillis());
    byte[] key = tooLarge(record.key()) ? null : record.key();
    return new CommandRecord(deadLetterTopic, key, value, timestampMillis, List.of());
  }

  private static boolean tooLarge(byte @Nullable [] bytes) {
    return bytes != null && bytes.length > MAX_KEPT_BYTES;
  }

  private static String cut(String part, byte @Nullable [] bytes) {
    return bytes != null && tooLarge(bytes)
        ? "; " + part + " of [" + bytes.length + "] bytes cut to [" + MAX_KEPT_BYTES + "]"
        : "";
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    byte[] kept = tooLarge(bytes) ? Arrays.copyOf(bytes, MAX_KEPT_BYTES) : bytes;
    return Base64.getEncoder().encodeToString(kept);
  }
}
