package dev.recency.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * DECIMAL values of one scale. O(digits).
 *
 * @param scale of every value
 */
record DecimalCodec(int scale) implements ValueCodec {
  @Override
  public int sizeBytes(Object value) {
    return sizeBytes(unscaled(value));
  }

  @Override
  public void write(Object value, ByteBuffer target) {
    write(unscaled(value), target);
  }

  @Override
  public Object read(ByteBuffer source) {
    return new BigDecimal(readInteger(source), scale);
  }

  private BigInteger unscaled(Object value) {
    return ((BigDecimal) value).setScale(scale).unscaledValue();
  }

  /** Bytes of an integer of any size. */
  static int sizeBytes(BigInteger value) {
    int length = value.bitLength() / Byte.SIZE + 1;
    return Varint.sizeUnsigned(length) + length;
  }

  /** Writes an integer of any size: length, two's complement. */
  static void write(BigInteger value, ByteBuffer target) {
    byte[] bytes = value.toByteArray();
    Varint.writeUnsigned(target, bytes.length);
    target.put(bytes);
  }

  /** Reads an integer of any size. */
  static BigInteger readInteger(ByteBuffer source) {
    byte[] bytes = TextCodec.bytes(source, Varint.readUnsigned(source));
    return new BigInteger(bytes);
  }
}
