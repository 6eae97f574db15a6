package dev.recency.window;

import dev.recency.operator.LiveHeader;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.EventLog;

/** One key: its log and its windows. */
final class LogState implements LiveHeader {
  final LogDefinition definition;
  final EventLog log;
  final WindowState[] windows;

  LogState(LogDefinition definition, EventLog log, WindowState[] windows) {
    this.definition = definition;
    this.log = log;
    this.windows = windows;
  }

  /** A key without events. */
  static LogState empty(LogDefinition definition) {
    EventLog log = EventLog.empty(definition.format());
    return new LogState(definition, log, newWindows(definition));
  }

  static WindowState[] newWindows(LogDefinition definition) {
    WindowState[] windows = new WindowState[definition.windows().length];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = new WindowState(definition.windows()[i], definition);
    }
    return windows;
  }

  /** Makes it the state of a new key; its log must be empty. */
  void reset() {
    for (WindowState window : windows) {
      window.reset();
    }
  }

  /** Whether no window has anything to say any more unless an event comes. */
  boolean idle() {
    for (WindowState window : windows) {
      if (!window.idle()) {
        return false;
      }
    }
    return true;
  }

  /** The time of the oldest event that a window still needs, or NEVER. */
  long oldestNeededMillis() {
    long oldest = Instants.NEVER;
    for (WindowState window : windows) {
      oldest = Math.min(oldest, Math.min(window.headMillis, window.nextMillis));
    }
    return oldest;
  }

  @Override
  public byte[] toBytes() {
    ByteSink target = new ByteSink();
    StateCodec.write(this, target);
    return target.toBytes();
  }

  @Override
  public int memoryBytes() {
    int bytes = 64 + log.memoryBytes();
    for (WindowState window : windows) {
      bytes += window.memoryBytes();
    }
    return bytes;
  }
}
