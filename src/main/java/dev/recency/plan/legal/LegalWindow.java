package dev.recency.plan.legal;

import dev.recency.sql.Location;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Window;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The WINDOW clause and EMIT as ksqlDB has them. */
final class LegalWindow {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final StandIn standIn;
  private final Consumer<String> changes;

  LegalWindow(StandIn standIn, Consumer<String> changes) {
    this.standIn = standIn;
    this.changes = changes;
  }

  /** The window; a sliding one becomes what stands in for it. */
  Window of(Window window, boolean finalRows) {
    if (window instanceof Window.Sliding sliding) {
      return standIn instanceof StandIn.Hopping hopping
          ? hopping(sliding, hopping.hop())
          : tumbling(sliding);
    }
    if (finalRows && window.retention().isEmpty()) {
      changes.accept(
          "Without RETENTION ksqlDB loses the final rows of windows that its store no longer shows:"
              + " RETENTION added.");
      return withRetention(window);
    }
    return window;
  }

  /** EMIT of the query. */
  Optional<Query.Emit> emit(Query query) {
    return query
        .window()
        .filter(Window.Sliding.class::isInstance)
        .map(sliding -> new Query.Emit(mode(), sliding.location()))
        .or(query::emit);
  }

  private Query.EmitMode mode() {
    return standIn instanceof StandIn.Hopping ? Query.EmitMode.FINAL : Query.EmitMode.CHANGES;
  }

  private Window tumbling(Window.Sliding sliding) {
    changes.accept(
        "ksqlDB has no WINDOW SLIDING. TUMBLING with EMIT CHANGES stands in: it starts from zero with"
            + " every window, and a key that goes quiet keeps its last value.");
    return new Window.Tumbling(
        sliding.name(), sliding.size(), Optional.empty(), Optional.empty(), sliding.location());
  }

  private Window hopping(Window.Sliding sliding, Duration hop) {
    long sizeMillis = millis(sliding.size());
    DurationNode advance = duration(Math.min(sizeMillis, hop.toMillis()), sliding.location());
    changes.accept(
        "ksqlDB has no WINDOW SLIDING. HOPPING with EMIT FINAL is its nearest: late by up to "
            + text(advance)
            + ", and a key that goes quiet keeps its last value.");
    return withRetention(
        new Window.Hopping(
            sliding.name(),
            sliding.size(),
            advance,
            Optional.empty(),
            sliding.grace(),
            sliding.location()));
  }

  /** A day beyond what the window needs. */
  private static Window withRetention(Window window) {
    long graceMillis = window.grace().map(LegalWindow::millis).orElse(0L);
    if (window instanceof Window.Tumbling tumbling) {
      return new Window.Tumbling(
          tumbling.name(),
          tumbling.size(),
          retention(millis(tumbling.size()) + graceMillis, window),
          tumbling.grace(),
          tumbling.location());
    }
    if (window instanceof Window.Hopping hopping) {
      return new Window.Hopping(
          hopping.name(),
          hopping.size(),
          hopping.advance(),
          retention(millis(hopping.size()) + graceMillis, window),
          hopping.grace(),
          hopping.location());
    }
    Window.Session session = (Window.Session) window;
    return new Window.Session(
        session.name(),
        session.gap(),
        retention(millis(session.gap()) + graceMillis, window),
        session.grace(),
        session.location());
  }

  private static Optional<DurationNode> retention(long neededMillis, Window window) {
    return Optional.of(duration(neededMillis + DAY_MILLIS, window.location()));
  }

  private static long millis(DurationNode duration) {
    return duration.unit().toMillis(duration.value());
  }

  private static String text(DurationNode duration) {
    String unit = duration.unit().name().toLowerCase(Locale.ROOT);
    return duration.value() == 1
        ? "1 " + unit.substring(0, unit.length() - 1)
        : duration.value() + " " + unit;
  }

  /** A length in its largest whole unit. */
  private static DurationNode duration(long millis, Location location) {
    for (TimeUnit unit :
        new TimeUnit[] {TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS}) {
      if (millis % unit.toMillis(1) == 0) {
        return new DurationNode(millis / unit.toMillis(1), unit, location);
      }
    }
    return new DurationNode(millis, TimeUnit.MILLISECONDS, location);
  }
}
