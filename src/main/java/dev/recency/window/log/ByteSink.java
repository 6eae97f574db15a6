package dev.recency.window.log;

import dev.recency.aggregate.Varint;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow. */
public final class ByteSink {
  private static final int MAX_VARINT_BYTES = 10;

  private ByteBuffer bytes = ByteBuffer.allocate(64);

  /** Empties it. */
  public void clear() {
    bytes.clear();
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Writes one byte. */
  public void writeByte(int value) {
    reserve(1);
    bytes.put((byte) value);
  }

  /** Writes 4 bytes, big-endian. */
  public void writeInt(int value) {
    reserve(Integer.BYTES);
    bytes.putInt(value);
  }

  /** Writes an unsigned number in 1 to 10 bytes, see {@link Varint}. */
  public void writeVarint(long value) {
    reserve(MAX_VARINT_BYTES);
    Varint.writeUnsigned(bytes, value);
  }

  /** Writes a number near 0, of either sign, in few bytes. */
  public void writeSigned(long value) {
    reserve(MAX_VARINT_BYTES);
    Varint.writeSigned(bytes, value);
  }

  /** Writes length and bytes. */
  public void writeBlock(byte[] block) {
    writeVarint(block.length);
    reserve(block.length);
    bytes.put(block);
  }

  /** Room for exactly so many bytes, to be filled by the caller. */
  public ByteBuffer room(int size) {
    reserve(size);
    ByteBuffer room = bytes.slice(bytes.position(), size);
    bytes.position(bytes.position() + size);
    return room;
  }

  private void reserve(int size) {
    if (bytes.remaining() < size) {
      int needed = bytes.position() + size;
      byte[] larger = Arrays.copyOf(bytes.array(), Math.max(needed, 2 * bytes.capacity()));
      bytes = ByteBuffer.wrap(larger).position(bytes.position());
    }
  }
}
