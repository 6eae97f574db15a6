package dev.recency.bench.windows;

import dev.recency.command.CommandRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** The row that every variant emits, as small as a command can be: nothing of JSON is measured. */
final class Answer {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BYTES = 3 * Long.BYTES;

  private Answer() {}

  static CommandRecord of(long key, long asOfMillis, long count, double average) {
    byte[] value = new byte[BYTES];
    LONGS.set(value, 0, key);
    LONGS.set(value, Long.BYTES, count);
    LONGS.set(value, 2 * Long.BYTES, Double.doubleToRawLongBits(average));
    return new CommandRecord("", value, value, asOfMillis, List.of());
  }

  /** The key behind the byte that says that it is there. */
  static long key(byte[] encodedKey) {
    return (long) LONGS.get(encodedKey, 1);
  }

  /** The one argument, likewise. */
  static double argument(byte[] encodedArguments) {
    return Double.longBitsToDouble((long) LONGS.get(encodedArguments, 1));
  }

  static long checksum(CommandRecord answer) {
    byte[] value = answer.value();
    return checksum(
        (long) LONGS.get(value, 0),
        answer.timestampMillis(),
        (long) LONGS.get(value, Long.BYTES),
        (long) LONGS.get(value, 2 * Long.BYTES));
  }

  /** To be added up over all rows. */
  static long checksum(long key, long asOfMillis, long count, long averageBits) {
    long mixed = (key * 31 + asOfMillis) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29) ^ count) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 32) ^ averageBits) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
