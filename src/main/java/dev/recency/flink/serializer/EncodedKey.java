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
    this.hash = Arrays.hashCode(bytes);
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
