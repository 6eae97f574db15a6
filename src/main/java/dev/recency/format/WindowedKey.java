package dev.recency.format;

import dev.recency.plan.KeyWindow;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keys that hold a window: the bytes of the key itself, then those of {@link KeyWindow}. */
public final class WindowedKey {
  private WindowedKey() {}

  /** The key with its window. */
  public static byte[] of(byte[] inner, KeyWindow window, long startMillis, long endMillis) {
    ByteBuffer bytes = ByteBuffer.allocate(inner.length + window.bytes()).put(inner);
    if (window instanceof KeyWindow.Session) {
      bytes.putLong(endMillis);
    }
    return bytes.putLong(startMillis).array();
  }

  /** Whether the key is long enough to hold a window. */
  public static boolean holds(byte[] key, KeyWindow window) {
    return key.length >= window.bytes();
  }

  /** The bytes of the key itself. */
  public static byte[] inner(byte[] key, KeyWindow window) {
    return Arrays.copyOf(key, key.length - window.bytes());
  }

  /** The start of the window, milliseconds since the epoch. */
  public static long startMillis(byte[] key) {
    return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
  }

  /** The end of the window: of a session the time of its last event. */
  public static long endMillis(byte[] key, KeyWindow window) {
    return window instanceof KeyWindow.Sized sized
        ? startMillis(key) + sized.sizeMillis()
        : ByteBuffer.wrap(key).getLong(key.length - 2 * Long.BYTES);
  }
}
