package dev.recency.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.accuracy.page.SampleReports;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report is there as a whole or not at all. */
final class ReportDirectoryTest {
  @TempDir private Path directory;

  @Test
  void aReportThatIsStoppedInTheMiddleLeavesTheOldOneAndNothingElse() throws IOException {
    Path target = Files.createDirectory(directory.resolve("out"));
    Path old = Files.writeString(target.resolve("report.html"), "the old one");
    AccuracyReport report = SampleReports.usual();
    try (ReportDirectory reports = ReportDirectory.open(target)) {
      // As Ctrl-C does while the files are written.
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> reports.write(report)).isInstanceOf(EnvironmentException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(old).hasContent("the old one");
    assertThat(directory).isDirectoryNotContaining(each -> !each.equals(target));
    assertThat(target).isDirectoryNotContaining(each -> !each.equals(old));
  }

  @Test
  void aReportThatIsNotStoppedTakesThePlaceOfTheOldOne() throws IOException {
    Path target = Files.createDirectory(directory.resolve("out"));
    Path old = Files.writeString(target.resolve("report.html"), "the old one");
    try (ReportDirectory reports = ReportDirectory.open(target)) {
      reports.write(SampleReports.usual());
    }
    assertThat(Files.readString(old)).startsWith("<!doctype html>");
    assertThat(directory).isDirectoryNotContaining(each -> !each.equals(target));
  }
}
