package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letters of a job. A letter is larger than its record, because key and value are in
 * base64; of a record near Kafka's limit of 1 MiB only the beginning is kept, so that the letter
 * fits and the sink never fails because of it.
 *
 * @param topic where they go
 */
public record DeadLetters(String topic) {
  /** Of the record's key at most so much is kept. */
  static final int MAX_KEY_BYTES = 128 * 1024;

  /** Of the record's value at most so much is kept. */
  static final int MAX_VALUE_BYTES = 512 * 1024;

  /** The letter of a record. */
  public CommandRecord of(RawRecord record, RejectReason reason, String message) {
    if (length(record.key()) <= MAX_KEY_BYTES && length(record.value()) <= MAX_VALUE_BYTES) {
      return DeadLetter.of(topic, record, reason, message);
    }
    RawRecord beginning =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampMillis(),
            cut(record.key(), MAX_KEY_BYTES),
            cut(record.value(), MAX_VALUE_BYTES),
            record.headers());
    String lengths =
        " (only the beginning of key [%d bytes] and value [%d bytes])"
            .formatted(length(record.key()), length(record.value()));
    return DeadLetter.of(topic, beginning, reason, message + lengths);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int maxBytes) {
    return bytes == null || bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, maxBytes);
  }
}
