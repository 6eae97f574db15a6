package dev.recency.aggregate;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/** A bit per value that says whether it is there; the first value in the lowest bit. */
final class Presence {
  private Presence() {}

  /** Bytes of this many bits. */
  static int sizeBytes(int count) {
    return (count + Byte.SIZE - 1) / Byte.SIZE;
  }

  static void write(int count, IntPredicate present, ByteBuffer target) {
    for (int first = 0; first < count; first += Byte.SIZE) {
      int bits = 0;
      for (int i = first; i < Math.min(count, first + Byte.SIZE); i++) {
        bits |= present.test(i) ? 1 << i - first : 0;
      }
      target.put((byte) bits);
    }
  }

  static byte[] read(int count, ByteBuffer source) {
    byte[] bits = TextCodec.bytes(source, sizeBytes(count));
    if (count % Byte.SIZE != 0 && (bits[bits.length - 1] & 0xff) >>> count % Byte.SIZE != 0) {
      throw new IllegalArgumentException("presence bits beyond the [" + count + "] values");
    }
    return bits;
  }

  static boolean test(byte[] bits, int index) {
    return (bits[index / Byte.SIZE] >>> index % Byte.SIZE & 1) != 0;
  }
}
