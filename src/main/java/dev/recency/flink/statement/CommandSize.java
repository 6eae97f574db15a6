package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;

/** How large a command is for Kafka; one that is too large would stop the sink for ever. */
public final class CommandSize {
  /** What a record batch and the fields of a record take at most besides their contents. */
  private static final int OVERHEAD_BYTES = 128;

  private static final int HEADER_OVERHEAD_BYTES = 12;

  private CommandSize() {}

  /** An upper bound of the bytes that it takes in a request. */
  public static long bytes(CommandRecord command) {
    byte[] key = command.key();
    byte[] value = command.value();
    long bytes = OVERHEAD_BYTES;
    bytes += key == null ? 0 : key.length;
    bytes += value == null ? 0 : value.length;
    for (RawRecord.Header header : command.headers()) {
      byte[] content = header.value();
      bytes += 3L * header.key().length() + HEADER_OVERHEAD_BYTES;
      bytes += content == null ? 0 : content.length;
    }
    return bytes;
  }
}
