package dev.recency.cli.compare;

import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import dev.recency.accuracy.report.ReportMarkdown;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How right a system must be, at the event and at the read.
 *
 * @param system empty: the first
 * @param share from 0 to 1
 */
record Threshold(Optional<String> system, double share) {
  private static final Pattern FORM = Pattern.compile("(?:(.+):)?exact=([0-9]{1,3}(?:\\.[0-9]+)?)");

  /**
   * What the option says.
   *
   * @throws IllegalArgumentException if it is not {@code [SYSTEM:]exact=PERCENT}
   */
  static Threshold parse(String text) {
    Matcher matcher = FORM.matcher(text);
    double percent = matcher.matches() ? Double.parseDouble(matcher.group(2)) : -1;
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(
          "--fail-below ["
              + text
              + "]: write exact=PERCENT, from 0 to 100, with SYSTEM: before it for another system"
              + " than the first");
    }
    return new Threshold(Optional.ofNullable(matcher.group(1)), percent / 100);
  }

  /** Says what is missed, if anything is. */
  Optional<String> missed(AccuracyReport report) {
    SystemTotals totals =
        report.systems().stream()
            .filter(each -> each.name().equals(system.orElse(report.systems().get(0).name())))
            .findFirst()
            .orElseThrow();
    if (totals.rightAtEvent() >= share && totals.rightAtRead() >= share) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s is below %s: right at %s of the events and %s of the reads",
            totals.name(),
            ReportMarkdown.percent(share),
            ReportMarkdown.percent(totals.rightAtEvent()),
            ReportMarkdown.percent(totals.rightAtRead())));
  }
}
