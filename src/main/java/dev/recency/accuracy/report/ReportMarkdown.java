package dev.recency.accuracy.report;

import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Measures;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a summary for a pull request. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  /** The summary: verdict, table, causes, data quality, command. */
  public static String write(AccuracyReport report) {
    StringBuilder text = new StringBuilder("# Accuracy\n\n");
    text.append(escape(report.verdict().sentence())).append("\n\n");
    text.append(escape(report.definition().truth())).append("\n\n");
    table(report, text);
    causes(report, text);
    quality(report, text);
    if (!report.notCompared().isEmpty()) {
      text.append("\nNot compared:\n\n");
      report.notCompared().forEach(each -> text.append("* ").append(escape(each)).append('\n'));
    }
    if (!report.reproduction().command().isEmpty()) {
      text.append("\nMade by `")
          .append(report.reproduction().command().replace('`', '\''))
          .append("`, seed ")
          .append(report.reproduction().seed())
          .append(".\n");
    }
    return text.toString();
  }

  private static void table(AccuracyReport report, StringBuilder text) {
    text.append(
        "| feature | system | right at event | right at read | where truth is not 0"
            + " | stale non-zero | mean error | never decayed | commands per event |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (FeatureTable feature : report.features()) {
      for (Cell cell : feature.cells()) {
        Measures read = cell.atRead();
        double never =
            cell.expiryDelayMillis().count() == 0
                ? 0
                : (double) cell.expiryDelayMillis().infinite() / cell.expiryDelayMillis().count();
        add(
            text,
            "| %s | %s (%s) ",
            escape(feature.feature()),
            escape(cell.system()),
            cell.label());
        add(text, "| %s of %,d ", percent(cell.atEvent().right()), cell.atEvent().count());
        add(text, "| %s of %,d ", percent(read.right()), read.count());
        add(text, "| %s | %s ", percent(read.rightNonZero()), percent(read.staleNonZero()));
        add(
            text,
            "| %s | %s | %s |\n",
            number(read.error().mean()),
            percent(never),
            number(cell.commandsPerEvent()));
      }
    }
  }

  private static void causes(AccuracyReport report, StringBuilder text) {
    text.append("\nWrong reads by cause:\n\n");
    for (FeatureTable feature : report.features()) {
      for (Cell cell : feature.cells()) {
        if (cell.atRead().wrongCount() > 0) {
          String causes =
              cell.atRead().causes().stream()
                  .filter(each -> each.count() > 0)
                  .map(each -> each.cause() + " " + percent(each.share()))
                  .collect(Collectors.joining(", "));
          add(
              text,
              "* %s, %s: %,d wrong: %s\n",
              escape(feature.feature()),
              escape(cell.system()),
              cell.atRead().wrongCount(),
              causes);
        }
      }
    }
  }

  private static void quality(AccuracyReport report, StringBuilder text) {
    text.append("\nRecords: ");
    text.append(
        report.quality().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%s: %,d read = %,d accepted (%,d late, %,d ahead) + %,d filtered"
                            + " + %,d rejected%s",
                        escape(each.source()),
                        each.read(),
                        each.accepted(),
                        each.late(),
                        each.ahead(),
                        each.filtered(),
                        each.rejected().values().stream().mapToLong(Long::longValue).sum(),
                        each.balances() ? "" : " (does not balance)"))
            .collect(Collectors.joining("; ")));
    text.append(".\n");
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  /** A share as per cent with two digits; never 100 unless all are. */
  public static String percent(double share) {
    double shown = share < 1 ? Math.min(share * 100, 99.99) : 100;
    return String.format(Locale.ROOT, "%.2f %%", shown);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1_000 ? "%.3g" : "%,.0f", value);
  }

  /** Text of unknown origin, so that it stays text in a table. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char each : text.toCharArray()) {
      if ("\\`*_{}[]<>#|!&".indexOf(each) >= 0) {
        escaped.append('\\').append(each);
      } else {
        escaped.append(Character.isISOControl(each) ? ' ' : each);
      }
    }
    return escaped.toString();
  }
}
