package dev.recency.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Remembers which tests were skipped and why, over the two test runs of a build, and says so at the
 * end of the second: a test that silently does nothing is as good as none. The build removes the list
 * before its first run, which several processes share.
 */
public final class SkippedTests implements TestExecutionListener {
  /** The property that tells the two runs of a build apart: {@code unit} or {@code integration}. */
  private static final String RUN = "recency.test.run";

  private final Path file;
  private final String run;

  /** For JUnit: the run's name from a property, the list under {@code target}. */
  public SkippedTests() {
    this(Path.of("target", "skipped.txt"), System.getProperty(RUN, "one test"));
  }

  SkippedTests(Path file, String run) {
    this.file = file;
    this.run = run;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    remember(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      remember(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason"));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (run.equals("integration")) {
      List<String> skipped = skipped();
      System.out.println(
          skipped.isEmpty() ? "No test was skipped." : "Skipped tests: " + skipped.size());
      skipped.forEach(line -> System.out.println("  " + line));
    }
  }

  private List<String> skipped() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(TestIdentifier test, String reason) {
    String place =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .map(MethodSource::getClassName)
            .map(name -> name.substring(name.lastIndexOf('.') + 1) + " ")
            .orElse("");
    String line = place + test.getDisplayName() + ": " + reason.lines().findFirst().orElse("");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
