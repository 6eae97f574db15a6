package dev.recency.aggregate;

import java.nio.ByteBuffer;

/**
 * An {@link ExactSum} as bytes: 0 for zero; else where its lowest byte stands together with the
 * sign, the number of bytes, the bytes of the magnitude from the lowest. Equal sums have equal
 * bytes: 1 for zero, 4 for a small integer, about 10 for a sum of tenths.
 */
final class ExactSumCodec {
  /** More than the squares of the largest doubles need. */
  private static final int MAX_BYTES = 640;

  private ExactSumCodec() {}

  private static int head(ExactSum sum) {
    return (sum.lowestByte() << 1 | (sum.signum() < 0 ? 1 : 0)) + 1;
  }

  static int sizeBytes(ExactSum sum) {
    int length = sum.sizeBytes();
    return length == 0 ? 1 : Varint.sizeUnsigned(head(sum)) + Varint.sizeUnsigned(length) + length;
  }

  static void write(ExactSum sum, ByteBuffer target) {
    byte[] magnitude = sum.magnitude();
    if (magnitude.length == 0) {
      Varint.writeUnsigned(target, 0);
      return;
    }
    Varint.writeUnsigned(target, head(sum));
    Varint.writeUnsigned(target, magnitude.length);
    target.put(magnitude);
  }

  static ExactSum read(ByteBuffer source) {
    int head = Varint.readCount(source, 2L * MAX_BYTES) - 1;
    if (head < 0) {
      return new ExactSum();
    }
    int lowestByte = head >> 1;
    int length = Varint.readCount(source, (long) MAX_BYTES - lowestByte);
    return ExactSum.of((head & 1) != 0, TextCodec.bytes(source, length), lowestByte);
  }
}
