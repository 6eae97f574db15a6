package dev.recency.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class SkippedTestsTest {
  @TempDir Path directory;

  @Test
  void aTestThatMissesItsDataIsRememberedWithItsReason() throws IOException {
    Path file = directory.resolve("skipped.txt");
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Missing.class)).build();
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new SkippedTests(file))
                .build())
        .execute(request);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "SkippedTestsTest$Missing needsData(): Assumption failed: the data is not there");
  }

  /** Run by the test above only: its name is none that the build looks for. */
  @Tag("fixture")
  static final class Missing {
    @Test
    void needsData() {
      Assumptions.assumeFalse(true, "the data is not there");
    }

    @Test
    void needsNothing() {
      assertThat(1).isPositive();
    }
  }
}
