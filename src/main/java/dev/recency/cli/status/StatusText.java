package dev.recency.cli.status;

import dev.recency.cli.LengthText;
import dev.recency.cli.status.JobReport.Checkpoint;
import dev.recency.cli.status.JobReport.Statement;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reports on a terminal; what is not known is a dash. */
final class StatusText {
  private static final String UNKNOWN = "–";
  private static final long KIBIBYTE = 1024;

  private StatusText() {}

  static void print(JobReport report, PrintStream out) {
    out.println(
        "%s: %s for %s, version %s, restarts %s, job %s"
            .formatted(
                report.state().name(),
                report.state().state(),
                LengthText.of(report.upMillis()),
                report.version(),
                count(report.restarts()),
                report.state().id()));
    report.failure().ifPresent(reason -> out.println("  last failure: " + reason));
    out.println(
        "  "
            + report.checkpoint().map(StatusText::checkpoint).orElse("no checkpoint is complete")
            + ", failed: "
            + count(report.failedCheckpoints()));
    if (report.unreadable().isPresent()) {
      out.println(
          "  definitions unreadable by this version, ask recency of version %s: %s"
              .formatted(report.version(), report.unreadable().get()));
      return;
    }
    table(out, sources(report));
    table(out, statements(report));
    table(out, sinks(report));
  }

  private static String checkpoint(Checkpoint checkpoint) {
    return "checkpoint %d, %s ago, took %s, %s"
        .formatted(
            checkpoint.id(),
            LengthText.of(checkpoint.ageMillis()),
            LengthText.of(checkpoint.durationMillis()),
            bytes(checkpoint.stateBytes()));
  }

  private static List<List<String>> sources(JobReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("source", "read/s", "lag"));
    report
        .sources()
        .forEach(
            each ->
                rows.add(
                    List.of(
                        each.topic(), rate(each.recordsPerSecond()), count(each.lagRecords()))));
    return rows;
  }

  private static List<List<String>> statements(JobReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "statement",
            "kind",
            "accepted",
            "filtered",
            "late",
            "rejected",
            "commands",
            "keys",
            "state",
            "clock lag",
            "delay p99",
            "balance"));
    report.statements().forEach(each -> rows.add(row(each)));
    return rows;
  }

  private static List<String> row(Statement statement) {
    return List.of(
        statement.id() + (statement.warming() ? " (warming)" : ""),
        statement.kind(),
        count(statement.accepted()),
        count(statement.filtered()),
        count(statement.late()),
        count(statement.rejected()),
        count(statement.commands()),
        count(statement.keys()),
        statement.stateBytes().isPresent() ? bytes(statement.stateBytes().getAsLong()) : UNKNOWN,
        length(statement.clockLagMillis()),
        length(statement.delayMillis()),
        count(statement.balance()));
  }

  private static List<List<String>> sinks(JobReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("sink", "commands/s"));
    report.sinks().forEach(each -> rows.add(List.of(each.topic(), rate(each.commandsPerSecond()))));
    return rows;
  }

  private static void table(PrintStream out, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        boolean text = i == 0 || rows.get(0).get(i).equals("kind");
        line.append(("%" + (text ? "-" : "") + widths[i] + "s  ").formatted(row.get(i)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String count(OptionalLong number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : UNKNOWN;
  }

  private static String rate(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%,.1f", number.getAsDouble()) : UNKNOWN;
  }

  private static String length(OptionalLong millis) {
    return millis.isPresent() ? LengthText.of(millis.getAsLong()) : UNKNOWN;
  }

  /** 512 B, 20.5 KiB, 3.1 MiB, 1.2 GiB. */
  static String bytes(long bytes) {
    if (bytes < KIBIBYTE) {
      return bytes + " B";
    }
    double number = bytes;
    int unit = -1;
    while (number >= KIBIBYTE && unit < 3) {
      number /= KIBIBYTE;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %ciB", number, "KMGT".charAt(unit));
  }
}
