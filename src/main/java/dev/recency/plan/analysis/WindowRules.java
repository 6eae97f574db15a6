package dev.recency.plan.analysis;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Window;
import java.time.Duration;
import java.util.Optional;

/** The lengths of a WINDOW clause; which windows run. */
final class WindowRules {
  /** No window is longer. */
  static final Duration MAX_SIZE = Duration.ofDays(3660);

  private WindowRules() {}

  /** Refuses the window: first for lengths that make no sense, else because none runs yet. */
  static void refuse(Window window, Optional<Query.Emit> emit) {
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
    sliding((Window.Sliding) window, emit);
    throw notYet(window, "SLIDING");
  }

  private static void sliding(Window.Sliding sliding, Optional<Query.Emit> emit) {
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
    boolean isFinal = emit.filter(e -> e.mode() == Query.EmitMode.FINAL).isPresent();
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
    if (size.value() > MAX_SIZE.toMillis() || millis(size) > MAX_SIZE.toMillis()) {
      throw Refusal.of(
          ErrorCode.WINDOW,
          size.location(),
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
          "ADVANCE BY of %s is longer than its SIZE, so events would fall between windows. Make it"
              + " at most the SIZE.",
          kind);
    }
  }

  private static long millis(DurationNode duration) {
    return duration.unit().toMillis(duration.value());
  }

  private static SqlException notYet(Window window, String kind) {
    return Refusal.unsupported(
        window.location(),
        "WINDOW %s does not run yet. GROUP BY without a window counts over all events so far.",
        kind);
  }
}
