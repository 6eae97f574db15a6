package dev.recency.plan.analysis;

import dev.recency.plan.SlidingWindow;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
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

  /** The query's sliding window, once {@link #check} has passed; empty if it has no window. */
  static Optional<SlidingWindow> sliding(Query query) {
    return query.window().map(window -> sliding((Window.Sliding) window, isFinal(query)));
  }

  private static SlidingWindow sliding(Window.Sliding window, boolean isFinal) {
    return new SlidingWindow(
        millis(window.size()),
        window.advance().map(WindowRules::millis).orElse(1L),
        isFinal ? SlidingWindow.Emit.FINAL : SlidingWindow.Emit.CHANGES,
        window.grace().map(WindowRules::millis).orElse(0L));
  }

  private static boolean isFinal(Query query) {
    return query.emit().filter(emit -> emit.mode() == Query.EmitMode.FINAL).isPresent();
  }

  /** Refuses lengths that make no sense, a window without groups, and windows that run not yet. */
  static void check(Query query) {
    if (query.window().isEmpty()) {
      return;
    }
    Window window = query.window().get();
    if (window instanceof Window.Tumbling tumbling) {
      size("SIZE", tumbling.size());
      throw notYet(window, "TUMBLING");
    }
    if (window instanceof Window.Hopping hopping) {
      size("SIZE", hopping.size());
      advance("HOPPING", hopping.advance(), hopping.size());
      throw notYet(window, "HOPPING");
    }
    if (window instanceof Window.Session session) {
      size("The gap of SESSION", session.gap());
      throw notYet(window, "SESSION");
    }
    checkSliding((Window.Sliding) window, isFinal(query));
    if (query.groupBy().isEmpty()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          window.location(),
          "A WINDOW clause says of which events an aggregate is, so it needs GROUP BY and an"
              + " aggregate. Add them, or remove it.");
    }
  }

  private static void checkSliding(Window.Sliding sliding, boolean isFinal) {
    size("SIZE", sliding.size());
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

  private static void size(String what, DurationNode size) {
    if (size.value() <= 0) {
      throw Refusal.of(
          ErrorCode.WINDOW, size.location(), "%s is [%d] and must be above 0.", what, size.value());
    }
    length(what, size);
  }

  private static void length(String what, DurationNode length) {
    if (length.value() > MAX_SIZE.toMillis() || millis(length) > MAX_SIZE.toMillis()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          length.location(),
          "%s is longer than %d days, the longest window.",
          what,
          MAX_SIZE.toDays());
    }
  }

  private static void advance(String kind, DurationNode advance, DurationNode size) {
    size("ADVANCE BY", advance);
    if (millis(advance) > millis(size)) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          advance.location(),
          "ADVANCE BY of %s is longer than its SIZE, so %s. Make it at most the SIZE.",
          kind,
          kind.equals("SLIDING")
              ? "a value would stand for longer than it is about"
              : "events would fall between windows");
    }
  }

  private static long millis(DurationNode duration) {
    return duration.unit().toMillis(duration.value());
  }

  private static SqlException notYet(Window window, String kind) {
    return Refusal.unsupported(
        window.location(),
        "WINDOW %s does not run yet. WINDOW SLIDING does, and GROUP BY without a window counts"
            + " over all events so far.",
        kind);
  }
}
