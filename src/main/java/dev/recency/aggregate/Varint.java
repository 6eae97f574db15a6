package dev.recency.aggregate;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Integers in as few bytes as they need: seven bits a byte, the least significant first. Negative
 * numbers go through zigzag (0, −1, 1, −2, …), so small ones are short whatever their sign.
 */
public final class Varint {
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private Varint() {}

  /** Bytes of a number that is read as unsigned: 1 to 10. */
  public static int sizeUnsigned(long value) {
    return (Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1)) / BITS + 1;
  }

  /** Writes a number that is read as unsigned. */
  public static void writeUnsigned(ByteBuffer target, long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      target.put((byte) (rest | MORE));
      rest >>>= BITS;
    }
    target.put((byte) rest);
  }

  /**
   * Reads a number.
   *
   * @throws BufferUnderflowException if it does not end before the buffer's limit
   * @throws IllegalArgumentException if it has more than 64 bits
   */
  public static long readUnsigned(ByteBuffer source) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      long next = source.get();
      long bits = next & (MORE - 1);
      if (bits << shift >>> shift != bits) {
        break;
      }
      value |= bits << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("number of more than 64 bits");
  }

  /**
   * Reads a number of things that follow it.
   *
   * @throws BufferUnderflowException if it does not end before the buffer's limit
   * @throws IllegalArgumentException if it is larger than {@code most}
   */
  public static int readCount(ByteBuffer source, long most) {
    long count = readUnsigned(source);
    if (count < 0 || count > most || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("count [" + count + "] is more than [" + most + "]");
    }
    return (int) count;
  }

  /** Bytes of a number that is short if it is near zero: 1 to 10. */
  public static int sizeSigned(long value) {
    return sizeUnsigned(zigzag(value));
  }

  /** Writes a number that is short if it is near zero. */
  public static void writeSigned(ByteBuffer target, long value) {
    writeUnsigned(target, zigzag(value));
  }

  /**
   * Reads a number that {@link #writeSigned} wrote.
   *
   * @throws BufferUnderflowException if it does not end before the buffer's limit
   * @throws IllegalArgumentException if it has more than 64 bits
   */
  public static long readSigned(ByteBuffer source) {
    long value = readUnsigned(source);
    return value >>> 1 ^ -(value & 1);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> Long.SIZE - 1;
  }
}
