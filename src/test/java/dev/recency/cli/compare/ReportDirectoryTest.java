package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.page.SampleReports;
import dev.recency.accuracy.report.AccuracyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report is there as a whole or not at all. */
final class ReportDirectoryTest {
  @TempDir private Path directory;

  @Test
  void aRunThatIsStoppedBeforeItsReportLeavesTheOldOneAndNothingElse() throws IOException {
    Path target = Files.createDirectory(directory.resolve("out"));
    Path old = Files.writeString(target.resolve("report.html"), "the old one");
    try (ReportDirectory reports = ReportDirectory.open(target)) {
      assertThat(reports.page()).isEqualTo(old);
    }
    assertThat(old).hasContent("the old one");
    assertThat(directory).isDirectoryNotContaining(each -> !each.equals(target));
    assertThat(target).isDirectoryNotContaining(each -> !each.equals(old));
  }

  @Test
  void aReportThatIsBeingWrittenWhenTheSignalComesIsWrittenWhole() throws IOException {
    Path target = directory.resolve("out");
    Path quiet = directory.resolve("quiet");
    AccuracyReport report = SampleReports.usual();
    write(quiet, report);
    Thread.currentThread().interrupt();
    try {
      write(target, report);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    for (String name : List.of("report.html", "report.svg", "report.md", "report.json")) {
      assertThat(target.resolve(name)).hasSameBinaryContentAs(quiet.resolve(name)).isNotEmptyFile();
    }
    assertThat(directory)
        .isDirectoryNotContaining(each -> !each.equals(target) && !each.equals(quiet));
  }

  private static void write(Path target, AccuracyReport report) throws IOException {
    try (ReportDirectory reports = ReportDirectory.open(target)) {
      reports.write(report);
    }
  }
}
