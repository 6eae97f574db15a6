package dev.recency.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream. Each is decoded by itself, so that bytes that are no UTF-8 are known to be
 * in it and not in one that a buffer had ready.
 */
final class Utf8Lines implements AutoCloseable {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final InputStream bytes;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int length;
  private boolean first = true;

  Utf8Lines(InputStream bytes) {
    this.bytes = bytes;
  }

  /**
   * The next line without its end, a line feed with or without a carriage return; null after the
   * last one.
   *
   * @throws CharacterCodingException if the line is not UTF-8
   */
  @Nullable String next() throws IOException {
    line.reset();
    boolean ended = false;
    while (!ended && (position < length || fill())) {
      int from = position;
      while (position < length && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, from, position - from);
      if (position < length) {
        position++;
        ended = true;
      }
    }
    return ended || line.size() > 0 ? text() : null;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    length = Math.max(0, bytes.read(buffer));
    return length > 0;
  }

  private String text() throws CharacterCodingException {
    String text =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
    if (first && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    first = false;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
