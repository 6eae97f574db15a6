package dev.recency.plan.analysis;

import dev.recency.plan.DurationText;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Window;
import java.time.Duration;
import java.util.Optional;

/** TUMBLING, HOPPING and SESSION: their lengths and what they are where nothing is said. */
final class TimeWindowRules {
  /** An event is in no more windows than this. */
  static final long MAX_WINDOWS_PER_EVENT = 86_400;

  /** SIZE and GRACE PERIOD together, where EMIT CHANGES says nothing of the latter. */
  private static final long DEFAULT_REACH_MILLIS = Duration.ofDays(1).toMillis();

  private TimeWindowRules() {}

  /** The query's window if it is one of these; refuses lengths that make no sense. */
  static Optional<TimeWindow> of(Query query) {
    Emit emit = WindowRules.isFinal(query) ? Emit.FINAL : Emit.CHANGES;
    Window window = query.window().orElse(null);
    if (window instanceof Window.Tumbling tumbling) {
      long size = WindowRules.size("SIZE", tumbling.size());
      long grace = grace(tumbling.grace(), emit, size);
      long retention = retention(tumbling.retention(), "SIZE", size, tumbling.grace(), grace);
      return Optional.of(new TimeWindow.Hopping(size, size, emit, grace, retention));
    }
    if (window instanceof Window.Hopping hopping) {
      long size = WindowRules.size("SIZE", hopping.size());
      long advance = WindowRules.advance("HOPPING", hopping.advance(), hopping.size());
      long grace = grace(hopping.grace(), emit, size);
      long retention = retention(hopping.retention(), "SIZE", size, hopping.grace(), grace);
      TimeWindow.Hopping result = new TimeWindow.Hopping(size, advance, emit, grace, retention);
      requireFewWindows(result, hopping.advance());
      return Optional.of(result);
    }
    if (window instanceof Window.Session session) {
      long gap = WindowRules.size("The gap of SESSION", session.gap());
      long grace = grace(session.grace(), emit, gap);
      long retention = retention(session.retention(), "the gap", gap, session.grace(), grace);
      return Optional.of(new TimeWindow.Session(gap, emit, grace, retention));
    }
    return Optional.empty();
  }

  private static long grace(Optional<DurationNode> written, Emit emit, long lengthMillis) {
    if (written.isPresent()) {
      return WindowRules.length("GRACE PERIOD", written.get());
    }
    return emit == Emit.FINAL ? 0 : Math.max(DEFAULT_REACH_MILLIS - lengthMillis, 0);
  }

  /** Nothing is ever lost here to a short RETENTION; the engine that it comes from refuses one. */
  private static long retention(
      Optional<DurationNode> written,
      String lengthName,
      long lengthMillis,
      Optional<DurationNode> writtenGrace,
      long graceMillis) {
    long needed = lengthMillis + graceMillis;
    if (written.isEmpty()) {
      return needed;
    }
    long retention = WindowRules.length("RETENTION", written.get());
    if (retention < needed) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          written.get().location(),
          "RETENTION is shorter than %s and GRACE PERIOD%s together, %s. Make it at least that"
              + " long, or remove it.",
          lengthName,
          writtenGrace.isPresent()
              ? ""
              : " (" + DurationText.of(graceMillis) + " where none is written)",
          DurationText.of(needed));
    }
    return retention;
  }

  private static void requireFewWindows(TimeWindow.Hopping window, DurationNode advance) {
    if (window.windowsPerEvent() > MAX_WINDOWS_PER_EVENT) {
      long least = (window.sizeMillis() + MAX_WINDOWS_PER_EVENT - 1) / MAX_WINDOWS_PER_EVENT;
      throw Refusal.of(
          ErrorCode.WINDOW,
          advance.location(),
          "Each event would be in [%d] windows, and as many rows would be written for it; [%d] is"
              + " the most. Make ADVANCE BY at least %s, or write WINDOW SLIDING, which writes one"
              + " row per event.",
          window.windowsPerEvent(),
          MAX_WINDOWS_PER_EVENT,
          DurationText.of(least));
    }
  }
}
