package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.command.DeadLetter;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letters of a job. A letter is larger than its record, because key and value are in
 * base64; one that would be too large keeps only the beginning of both, so that it fits and the
 * sink never fails because of it.
 *
 * @param topic where they go
 * @param maxBytes of a letter with all that Kafka adds; brought between {@link #MIN_BYTES} and
 *     {@link #MAX_BYTES}
 */
public record DeadLetters(String topic, long maxBytes) implements Serializable {
  /** What a letter needs with its message and a beginning of key and value that says something. */
  public static final long MIN_BYTES = 32 << 10;

  /** What a topic takes unless it is configured otherwise. */
  public static final long MAX_BYTES = 1 << 20;

  private static final int MAX_MESSAGE_CHARACTERS = 100;

  public DeadLetters {
    maxBytes = Math.max(MIN_BYTES, Math.min(maxBytes, MAX_BYTES));
  }

  /** The letter of a record. */
  public CommandRecord of(RawRecord record, RejectReason reason, String message) {
    CommandRecord letter = DeadLetter.of(topic, record, reason, message);
    return CommandSize.bytes(letter) <= maxBytes ? letter : ofBeginning(record, reason, message);
  }

  /** Key (twice, once in base64) and value take 23/24 of what there is. */
  private CommandRecord ofBeginning(RawRecord record, RejectReason reason, String message) {
    RawRecord beginning =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestampMillis(),
            cut(record.key(), (int) (maxBytes / 8)),
            cut(record.value(), (int) (maxBytes / 2)),
            record.headers());
    String lengths =
        " (only the beginning of key [%d bytes] and value [%d bytes])"
            .formatted(length(record.key()), length(record.value()));
    return DeadLetter.of(topic, beginning, reason, beginningOf(message) + lengths);
  }

  private static String beginningOf(String message) {
    return message.length() <= MAX_MESSAGE_CHARACTERS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARACTERS) + "…";
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int maxBytes) {
    return bytes == null || bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, maxBytes);
  }
}
