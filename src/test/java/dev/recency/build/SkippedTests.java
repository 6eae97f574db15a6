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

/**
 * Remembers which tests were skipped and why: a test that silently does nothing is as good as none.
 * The processes of a build share the list; the build removes it before its tests and prints it behind
 * them.
 */
public final class SkippedTests implements TestExecutionListener {
  private final Path file;

  /** For JUnit: the list under {@code target}. */
  public SkippedTests() {
    this(Path.of("target", "skipped.txt"));
  }

  SkippedTests(Path file) {
    this.file = file;
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
