package dev.recency.flink.serializer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The GROUP BY values of a row as bytes: what streams are keyed by. Its hash code depends on the
 * content alone, because it decides which task holds the key.
 */
public final class EncodedKey {
  private final byte[] bytes;
  private final int hash;

  /** A key of these bytes; the array is taken over and must not be changed afterwards. */
  public EncodedKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = hash(bytes);
  }

  /**
   * A polynomial, then the last mixing of MurmurHash3. {@link Arrays#hashCode} gives half a million
   * consecutive numbers only some ten thousand codes, and every table of keys would become a list.
   * To change it is to move keys to other tasks: state written before would not be found.
   */
  private static int hash(byte[] bytes) {
    long hash = bytes.length;
    for (byte each : bytes) {
      hash = hash * 0x9E3779B97F4A7C15L + each;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return (int) (hash ^ (hash >>> 33));
  }

  /** The bytes; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedKey that
        && hash == that.hash
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "key of " + bytes.length + " bytes";
  }
}
