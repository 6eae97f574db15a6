package dev.recency.plan;

/**
 * The window in a record key, behind the bytes of the key itself: 8 bytes of its start, or, of a
 * session, 8 bytes of its end and then 8 of its start; big-endian.
 */
public sealed interface KeyWindow {
  /** Number of bytes behind the key. */
  int bytes();

  /**
   * TUMBLING and HOPPING: the end is not written.
   *
   * @param sizeMillis how far the end is behind the start
   */
  record Sized(long sizeMillis) implements KeyWindow {
    @Override
    public int bytes() {
      return Long.BYTES;
    }
  }

  /** SESSION. */
  record Session() implements KeyWindow {
    @Override
    public int bytes() {
      return 2 * Long.BYTES;
    }
  }
}
