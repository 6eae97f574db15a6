package dev.recency.window.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow; numbers as varints of 7 bits, lowest first. */
public final class ByteSink {
  private byte[] bytes = new byte[64];
  private int length;

  /** Empties it. */
  public void clear() {
    length = 0;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes one byte. */
  public void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Writes 4 bytes, big-endian. */
  public void writeInt(int value) {
    ByteBuffer target = room(Integer.BYTES);
    target.putInt(value);
  }

  /** Writes an unsigned number in 1 to 10 bytes. */
  public void writeVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Writes a number near 0, of either sign, in few bytes. */
  public void writeSigned(long value) {
    writeVarint(value << 1 ^ value >> 63);
  }

  /** Writes length and bytes. */
  public void writeBlock(byte[] block) {
    writeVarint(block.length);
    room(block.length).put(block);
  }

  /** Room for exactly so many bytes, to be filled by the caller. */
  public ByteBuffer room(int size) {
    reserve(size);
    ByteBuffer room = ByteBuffer.wrap(bytes, length, size);
    length += size;
    return room;
  }

  private void reserve(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
    }
  }
}
