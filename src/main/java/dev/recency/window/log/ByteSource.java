package dev.recency.window.log;

import dev.recency.aggregate.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads what {@link ByteSink} wrote; damaged bytes end in BufferUnderflowException or
 * IllegalArgumentException.
 */
public final class ByteSource {
  private final ByteBuffer bytes;

  public ByteSource(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  private ByteSource(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    return bytes.get() & 0xff;
  }

  /** 4 bytes, big-endian. */
  public int readInt() {
    return bytes.getInt();
  }

  /** An unsigned number. */
  public long readVarint() {
    return Varint.readUnsigned(bytes);
  }

  /** A number of either sign. */
  public long readSigned() {
    return Varint.readSigned(bytes);
  }

  /** A number that counts things of at least one byte each. */
  public int readCount() {
    return Varint.readCount(bytes, bytes.remaining());
  }

  /** The next bytes, as a source of their own; to be used before this one goes on. */
  public ByteSource block() {
    return new ByteSource(slice(readCount()));
  }

  /** The next so many bytes as a buffer. */
  public ByteBuffer slice(int size) {
    if (size < 0 || size > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer slice = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    return slice;
  }

  /** Whether all was read. */
  public boolean atEnd() {
    return !bytes.hasRemaining();
  }
}
