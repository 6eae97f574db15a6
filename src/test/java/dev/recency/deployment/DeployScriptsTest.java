package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that run in the containers, with a command in the place of Flink's and Java's. */
final class DeployScriptsTest {
  @TempDir private Path directory;

  /** With a command in Flink's place that answers as Flink's does. */
  @ParameterizedTest
  @CsvSource({
    "recency,The job recency is running already.",
    "recency-2,run --detached /opt/recency/target/recency-job.jar --sql /opt/recency/features --more"
  })
  void aJobThatRunsIsNotSubmittedAgain(String running, String said) throws Exception {
    String output =
        said(
            "deploy/submit.sh",
            "flink",
            """
            if [ "$1" = list ]; then
              echo "29.11.2026 02:00:00 : 0123456789abcdef : %s (RUNNING)"
            else
              echo "$@"
            fi
            """
                .formatted(running));
    assertThat(output).isEqualTo(said);
  }

  /** Only what is complete counts, and the time at which it was. */
  @Test
  void aJobThatIsGoneGoesOnFromTheNewestStateThatIsComplete() throws Exception {
    Path state = directory.resolve("state");
    completed(state.resolve("checkpoints/a/chk-9"), 1);
    Path newest = completed(state.resolve("savepoints/savepoint-a"), 3);
    completed(state.resolve("checkpoints/b/chk-1"), 2);
    Files.createDirectories(state.resolve("checkpoints/b/chk-2"));
    Path config = Path.of("flink-conf", "config.yaml");
    Files.writeString(
        Files.createDirectories(directory.resolve("conf")).resolve("config.yaml"),
        Files.readString(config).replace("file:///opt/recency/state", "file://" + state));
    assertThat(said("deploy/submit.sh", "flink", "[ \"$1\" = list ] || echo \"$@\""))
        .isEqualTo(
            "The job recency goes on from %1$s\nrun --detached --fromSavepoint %1$s /opt/recency/target/recency-job.jar --sql /opt/recency/features --more"
                .formatted(newest));
  }

  private static Path completed(Path state, long second) throws IOException {
    Path last = Files.createFile(Files.createDirectories(state).resolve("_metadata"));
    Files.setLastModifiedTime(last, FileTime.from(second, TimeUnit.SECONDS));
    return state;
  }

  /** What a script says that calls a command in whose place this one stands. */
  private String said(String script, String command, String instead) throws Exception {
    Path file =
        Files.writeString(
            Files.createDirectories(directory.resolve("bin")).resolve(command),
            "#!/usr/bin/env bash\n" + instead);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Path config = Files.createDirectories(directory.resolve("conf")).resolve("config.yaml");
    if (Files.notExists(config)) {
      Files.copy(Path.of("flink-conf", "config.yaml"), config);
    }
    ProcessBuilder builder = new ProcessBuilder(script, "--more");
    builder.environment().merge("PATH", file.getParent() + ":", (old, own) -> own + old);
    builder.environment().put("FLINK_HOME", directory.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  @Test
  void applyOpensWhatFlinkOpensAndNamesTheCluster() throws Exception {
    assertThat(said("deploy/apply.sh", "java", "echo \"$@\""))
        .startsWith("--add-exports=java.base/sun.net.util=ALL-UNNAMED --add-")
        .endsWith(
            " -jar /opt/recency/target/recency.jar apply /opt/recency/features"
                + " --flink http://jobmanager:8081 --more");
  }
}
