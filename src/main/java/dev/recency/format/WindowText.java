package dev.recency.format;

import dev.recency.plan.KeyWindow;

/** The window in a key as JSON: {@code {"start", "end", "type"}}, type time or session. */
final class WindowText {
  private WindowText() {}

  /** Whether the bounds in this key can be written: no window lies before the epoch. */
  static boolean writable(byte[] key, KeyWindow window) {
    return WindowedKey.holds(key, window)
        && WindowedKey.startMillis(key) >= 0
        && WindowedKey.endMillis(key, window) >= 0;
  }

  static String of(byte[] key, KeyWindow window) {
    return new JsonObjectText()
        .number("start", WindowedKey.startMillis(key))
        .number("end", WindowedKey.endMillis(key, window))
        .text("type", window instanceof KeyWindow.Session ? "session" : "time")
        .string();
  }
}
