package dev.recency.plan.analysis;

import dev.recency.plan.KeyWindow;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WINDOW_TYPE and WINDOW_SIZE: what the keys of a declared source end with. */
final class KeyWindowProperties {
  private static final String TYPE = "WINDOW_TYPE";
  private static final String SIZE = "WINDOW_SIZE";
  private static final List<String> TYPES = List.of("TUMBLING", "HOPPING", "SESSION");
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,15})\\s+([A-Za-z]+)");

  private final Map<String, Property> properties;
  private final PropertyValues values;

  /** Reads from this map, by upper-case name. */
  KeyWindowProperties(Map<String, Property> properties, PropertyValues values) {
    this.properties = properties;
    this.values = values;
  }

  /** What they say together; empty if neither is set. */
  Optional<KeyWindow> read() {
    if (!properties.containsKey(TYPE)) {
      if (properties.containsKey(SIZE)) {
        throw invalid(
            values.location(SIZE),
            "WINDOW_SIZE needs WINDOW_TYPE. Add WINDOW_TYPE = 'HOPPING' or 'TUMBLING'.");
      }
      return Optional.empty();
    }
    String type = values.text(TYPE).orElseThrow().toUpperCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw invalid(
          place(TYPE),
          "Unknown WINDOW_TYPE [%s].%s The types are %s.",
          type,
          Refusal.didYouMean(type, TYPES),
          String.join(", ", TYPES));
    }
    if (type.equals("SESSION")) {
      if (properties.containsKey(SIZE)) {
        throw invalid(
            values.location(SIZE),
            "The keys of sessions hold both bounds, so WINDOW_SIZE may not stand beside"
                + " WINDOW_TYPE SESSION. Remove it.");
      }
      return Optional.of(new KeyWindow.Session());
    }
    if (!properties.containsKey(SIZE)) {
      throw invalid(
          place(TYPE),
          "WINDOW_TYPE %s needs WINDOW_SIZE, because keys hold only the start of the window. Add"
              + " WINDOW_SIZE = '10 MINUTES', for example.",
          type);
    }
    return Optional.of(new KeyWindow.Sized(sizeMillis()));
  }

  private long sizeMillis() {
    String text = values.text(SIZE).orElseThrow().strip();
    Matcher matcher = LENGTH.matcher(text);
    Optional<TimeUnit> unit = matcher.matches() ? unit(matcher.group(2)) : Optional.empty();
    if (unit.isEmpty()) {
      throw invalid(
          place(SIZE),
          "WINDOW_SIZE [%s] is no length of time. Write a number and DAYS, HOURS, MINUTES, SECONDS"
              + " or MILLISECONDS.",
          text);
    }
    long millis = unit.get().toMillis(Long.parseLong(matcher.group(1)));
    if (millis <= 0 || millis > WindowRules.MAX_SIZE.toMillis()) {
      throw invalid(
          place(SIZE),
          "WINDOW_SIZE [%s] must be above 0 and at most %d days.",
          text,
          WindowRules.MAX_SIZE.toDays());
    }
    return millis;
  }

  private static Optional<TimeUnit> unit(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return switch (upper.endsWith("S") ? upper : upper + "S") {
      case "DAYS" -> Optional.of(TimeUnit.DAYS);
      case "HOURS" -> Optional.of(TimeUnit.HOURS);
      case "MINUTES" -> Optional.of(TimeUnit.MINUTES);
      case "SECONDS" -> Optional.of(TimeUnit.SECONDS);
      case "MILLISECONDS" -> Optional.of(TimeUnit.MILLISECONDS);
      default -> Optional.empty();
    };
  }

  private Location place(String name) {
    return Objects.requireNonNull(properties.get(name)).value().location();
  }

  private static SqlException invalid(Location location, String what, Object... arguments) {
    return Refusal.of(ErrorCode.INVALID_PROPERTY, location, what, arguments);
  }
}
