package dev.recency.accuracy.page;

import dev.recency.accuracy.report.ReportMarkdown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, durations and instants as people read them. */
final class Figures {
  private static final long[] UNITS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] NAMES = {"d", "h", "min", "s", "ms"};
  private static final DateTimeFormatter SECONDS = pattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MILLIS = pattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter DAY = pattern("MM-dd");
  private static final DateTimeFormatter MINUTE = pattern("HH:mm");
  private static final DateTimeFormatter SECOND = pattern("HH:mm:ss");

  private Figures() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** A share as per cent; 0 and 100 only if it is none and all. */
  static String percent(double share) {
    return share > 0 && share < 0.00005 ? "< 0.01 %" : ReportMarkdown.percent(share);
  }

  /** A count. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number with about three digits; ∞ if it is not finite. */
  static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
    } else if (size == 0) {
      return "0";
    } else if (size >= 1e9 || size < 0.001) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    boolean whole = value == Math.rint(value);
    String format = whole || size >= 1000 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    String shown = String.format(Locale.ROOT, size < 0.1 && !whole ? "%.4f" : format, value);
    return shown.replace('-', '−');
  }

  /** A duration in its two largest units; {@code never} if it is infinite. */
  static String duration(double millis) {
    if (!Double.isFinite(millis)) {
      return "never";
    }
    long rest = Math.round(millis);
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (rest >= UNITS[unit]) {
        String shown = rest / UNITS[unit] + " " + NAMES[unit];
        long next = unit + 1 < UNITS.length ? rest % UNITS[unit] / UNITS[unit + 1] : 0;
        return next == 0 ? shown : shown + " " + next + " " + NAMES[unit + 1];
      }
    }
    return "0 ms";
  }

  /** A duration in its largest unit, for axes. */
  static String shortDuration(double millis) {
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (millis >= UNITS[unit]) {
        double shown = millis / UNITS[unit];
        return axis(shown < 10 ? Math.rint(shown * 10) / 10 : Math.rint(shown)) + " " + NAMES[unit];
      }
    }
    return axis(millis);
  }

  /** A round number without zeros at its end. */
  static String axis(double value) {
    boolean plain = Double.isFinite(value) && Math.abs(value) < 1e9 && Math.abs(value) >= 0.001;
    return plain
        ? new BigDecimal(Double.toString(value))
            .stripTrailingZeros()
            .toPlainString()
            .replace('-', '−')
        : number(value);
  }

  /** An instant to the millisecond, UTC. */
  static String instant(long millis) {
    boolean whole = Math.floorMod(millis, 1000) == 0;
    return (whole ? SECONDS : MILLIS).format(Instant.ofEpochMilli(millis));
  }

  /** An instant of an axis with ticks at this distance. */
  static String tick(long millis, long stepMillis) {
    DateTimeFormatter format =
        stepMillis % UNITS[0] == 0 ? DAY : stepMillis < UNITS[2] ? SECOND : MINUTE;
    return format.format(Instant.ofEpochMilli(millis));
  }
}
