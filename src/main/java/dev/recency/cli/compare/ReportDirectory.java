package dev.recency.cli.compare;

import dev.recency.accuracy.page.ReportPage;
import dev.recency.accuracy.page.ReportPicture;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.ReportJson;
import dev.recency.accuracy.report.ReportMarkdown;
import dev.recency.cli.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where a report goes: {@code report.json}, {@code report.html}, {@code report.md} and the picture of
 * its verdict, {@code report.svg}. They are written to a directory beside it and moved when all are whole.
 */
final class ReportDirectory implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("report.html", "report.svg", "report.md", "report.json");

  private final Path target;
  private final Path temporary;

  private ReportDirectory(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Makes the directory beside it, so that a place that cannot be written is known before any work.
   *
   * @throws EnvironmentException if it cannot be written
   */
  static ReportDirectory open(Path target) {
    Path absolute = target.toAbsolutePath();
    Path parent = absolute.getParent();
    try {
      boolean usable =
          !Files.exists(target) || (Files.isDirectory(target) && Files.isWritable(target));
      if (parent == null || !usable) {
        throw new IOException("no directory that can be written");
      }
      Files.createDirectories(parent);
      Path temporary =
          parent.resolve(
              ".recency-report-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
      Files.createDirectory(temporary);
      return new ReportDirectory(target, temporary);
    } catch (IOException e) {
      throw new EnvironmentException(
          target + ": the report cannot be written there. Name another directory with --out DIR.",
          e);
    }
  }

  /** Writes the files and puts them in their place. */
  void write(AccuracyReport report) {
    try {
      Files.write(temporary.resolve("report.json"), ReportJson.write(report));
      Files.write(temporary.resolve("report.html"), ReportPage.write(report));
      Files.write(temporary.resolve("report.svg"), ReportPicture.write(report));
      Files.writeString(
          temporary.resolve("report.md"), ReportMarkdown.write(report), StandardCharsets.UTF_8);
      Files.createDirectories(target);
      for (String name : NAMES) {
        Files.move(
            temporary.resolve(name),
            target.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          target + ": the report was not written: " + e.getMessage() + ". Is the disk full?", e);
    }
  }

  /** The page, once it is written. */
  Path page() {
    return target.resolve("report.html");
  }

  @Override
  public void close() throws IOException {
    for (String name : NAMES) {
      Files.deleteIfExists(temporary.resolve(name));
    }
    Files.deleteIfExists(temporary);
  }
}
