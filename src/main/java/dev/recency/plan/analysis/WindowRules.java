package dev.recency.plan.analysis;

import dev.recency.plan.SlidingWindow;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Window;
import java.time.Duration;
import java.util.Optional;

/** The WINDOW clause: its lengths, and which windows run. */
final class WindowRules {
  /** No window is longer. */
  static final Duration MAX_SIZE = Duration.ofDays(3660);

  private WindowRules() {}

  /** The query's sliding window, once {@link #check} has passed; empty if it has another or none. */
  static Optional<SlidingWindow> sliding(Query query) {
    return query
        .window()
        .filter(Window.Sliding.class::isInstance)
        .map(window -> sliding((Window.Sliding) window, isFinal(query)));
  }

  private static SlidingWindow sliding(Window.Sliding window, boolean isFinal) {
    return new SlidingWindow(
        millis(window.size()),
        window.advance().map(WindowRules::millis).orElse(1L),
        isFinal ? SlidingWindow.Emit.FINAL : SlidingWindow.Emit.CHANGES,
        window.grace().map(WindowRules::millis).orElse(0L));
  }

  static boolean isFinal(Query query) {
    return query.emit().filter(emit -> emit.mode() == Query.EmitMode.FINAL).isPresent();
  }

  /** Refuses lengths that make no sense and a window without groups. */
  static void check(Query query) {
    if (query.window().isEmpty()) {
      return;
    }
    Window window = query.window().get();
    if (window instanceof Window.Sliding sliding) {
      checkSliding(sliding, isFinal(query));
    } else {
      var unused = TimeWindowRules.of(query);
    }
    if (query.groupBy().isEmpty()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          window.location(),
          "A WINDOW clause says of which events an aggregate is, so it needs GROUP BY and an"
              + " aggregate. Add them, or remove it.");
    }
  }

  private static void checkSliding(Window.Sliding sliding, boolean isFinal) {
    var unused = size("SIZE", sliding.size());
    sliding.advance().ifPresent(advance -> advance("SLIDING", advance, sliding.size()));
    sliding
        .retention()
        .ifPresent(
            retention -> {
              throw Refusal.of(
                  ErrorCode.WINDOW,
                  retention.location(),
                  "WINDOW SLIDING takes no RETENTION. The log keeps what the window needs; remove"
                      + " it.");
            });
    sliding.grace().ifPresent(grace -> length("GRACE PERIOD", grace));
    if (sliding.grace().isPresent() && !isFinal) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          sliding.grace().get().location(),
          "WINDOW SLIDING with EMIT CHANGES takes no GRACE PERIOD: a late event corrects the value"
              + " at once, nothing waits. Remove it, or write EMIT FINAL.");
    }
  }

  /** Milliseconds of a length that must be above 0. */
  static long size(String what, DurationNode size) {
    if (size.value() <= 0) {
      throw Refusal.of(
          ErrorCode.WINDOW, size.location(), "%s is [%d] and must be above 0.", what, size.value());
    }
    return length(what, size);
  }

  /** Milliseconds of a length that may be 0. */
  static long length(String what, DurationNode length) {
    if (length.value() > MAX_SIZE.toMillis() || millis(length) > MAX_SIZE.toMillis()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          length.location(),
          "%s is longer than %d days, the longest window.",
          what,
          MAX_SIZE.toDays());
    }
    return millis(length);
  }

  /** Milliseconds of ADVANCE BY, which is at most SIZE. */
  static long advance(String kind, DurationNode advance, DurationNode size) {
    long millis = size("ADVANCE BY", advance);
    if (millis > millis(size)) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          advance.location(),
          "ADVANCE BY of %s is longer than its SIZE, so %s. Make it at most the SIZE.",
          kind,
          kind.equals("SLIDING")
              ? "a value would stand for longer than it is about"
              : "events would fall between windows");
    }
    return millis;
  }

  private static long millis(DurationNode duration) {
    return duration.unit().toMillis(duration.value());
  }
}
