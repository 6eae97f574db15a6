package dev.recency.flink.verdict;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command as a reader of its topic sees it. Key and value are its bytes, one character each.
 *
 * @param statement what the command's header names
 * @param partition of the topic; −1 if the command has not been written
 * @param arrivalMillis when its cause arrived, by its header
 */
record ReadCommand(
    String topic,
    int partition,
    String statement,
    @Nullable String key,
    @Nullable String value,
    long timestampMillis,
    long arrivalMillis) {

  static ReadCommand of(ConsumerRecord<byte[], byte[]> consumed) {
    List<RawRecord.Header> headers =
        StreamSupport.stream(consumed.headers().spliterator(), false)
            .map(header -> new RawRecord.Header(header.key(), header.value()))
            .toList();
    return new ReadCommand(
        consumed.topic(),
        consumed.partition(),
        header(headers, CommandEncoder.STATEMENT_HEADER),
        characters(consumed.key()),
        characters(consumed.value()),
        consumed.timestamp(),
        arrival(headers));
  }

  static ReadCommand of(CommandRecord command) {
    return new ReadCommand(
        command.topic(),
        -1,
        header(command.headers(), CommandEncoder.STATEMENT_HEADER),
        characters(command.key()),
        characters(command.value()),
        command.timestampMillis(),
        arrival(command.headers()));
  }

  private static long arrival(List<RawRecord.Header> headers) {
    return Long.parseLong(header(headers, CommandEncoder.ARRIVAL_HEADER));
  }

  private static String header(List<RawRecord.Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.key().equals(name))
        .map(header -> Objects.requireNonNullElse(characters(header.value()), ""))
        .findFirst()
        .orElse("");
  }

  static @Nullable String characters(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The same key without the window behind it. */
  String keyWithoutWindow(int windowBytes) {
    String whole = Objects.requireNonNullElse(key, "");
    return whole.substring(0, Math.max(0, whole.length() - windowBytes));
  }

  /** All that has to be equal, for people. */
  String text() {
    return readable(key)
        + " "
        + readable(value)
        + " @"
        + timestampMillis
        + " arrived @"
        + arrivalMillis;
  }

  private static String readable(@Nullable String characters) {
    return characters == null
        ? "null"
        : new String(characters.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
