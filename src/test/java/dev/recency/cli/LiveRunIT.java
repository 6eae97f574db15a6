package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.local.EmbeddedKafka;
import dev.recency.local.TopicContents;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar in a process of its own, stopped from outside. */
final class LiveRunIT {
  private static final Pattern RUNNING = Pattern.compile("running on Kafka at ([0-9.]+:\\d+),");
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int COMMANDS = 231;
  private static final String[] EXACTLY_ONCE = {
    "--delivery", "exactly-once", "-D", "execution.checkpointing.interval=1s"
  };

  @TempDir Path directory;
  private @Nullable Process process;

  @AfterEach
  void endTheProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void aStoppedRunLeavesNothingAndGoesOnWhereItWas() throws Exception {
    Path state = directory.resolve("state");
    Path temporary = Files.createDirectory(directory.resolve("tmp"));

    String first = start(temporary, state, "features/events/message-sent.jsonl");
    await().atMost(LIMIT).untilAsserted(() -> assertThat(commands(first)).hasSize(COMMANDS));
    stop();
    assertThat(temporary).isEmptyDirectory();

    String second = start(temporary, state, oneMore().toString());
    assertThat(Files.readString(directory.resolve("err")))
        .contains("recency: going on from file:" + state + "/savepoints/");
    await().atMost(LIMIT).until(() -> commands(second).size() > COMMANDS);
    stop();
    assertThat(temporary).isEmptyDirectory();

    // The one more message is the last of its topic: had the job begun anew, all would be twice.
    try (EmbeddedKafka kafka = EmbeddedKafka.start(state)) {
      assertThat(commands(kafka.bootstrapServers())).hasSize(COMMANDS + 1);
    }
  }

  @Test
  void aKilledRunGoesOnFromItsLastCheckpoint() throws Exception {
    Path state = directory.resolve("state");
    Path temporary = Files.createDirectory(directory.resolve("tmp"));

    String first = start(temporary, state, "features/events/message-sent.jsonl", EXACTLY_ONCE);
    // Visible is what a complete checkpoint has committed.
    await().atMost(LIMIT).untilAsserted(() -> assertThat(commands(first)).hasSize(COMMANDS));
    Objects.requireNonNull(process).destroyForcibly().waitFor();

    String second = start(temporary, state, oneMore().toString(), EXACTLY_ONCE);
    await().atMost(LIMIT).until(() -> commands(second).size() > COMMANDS);
    stop();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(state)) {
      assertThat(commands(kafka.bootstrapServers())).hasSize(COMMANDS + 1);
    }
  }

  private Path oneMore() throws IOException {
    return Files.writeString(
        directory.resolve("more.jsonl"),
        "{\"value\":{\"userId\":\"u900\",\"peerId\":\"u901\",\"sentAt\":1},\"timestamp\":1}");
  }

  private String start(Path temporary, Path state, String input, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("recency.jvm.opens", "").split(" ")));
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-jar", Path.of("target", "recency.jar").toString()));
    command.addAll(List.of("run", "features/messages.sql", "--state-dir", state.toString()));
    command.addAll(List.of("--input", "message-sent=" + input));
    command.addAll(List.of(more));
    File err = directory.resolve("err").toFile();
    process =
        new ProcessBuilder(command)
            .redirectError(err)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return await()
        .atMost(LIMIT)
        .until(
            () -> {
              Matcher matcher = RUNNING.matcher(Files.readString(err.toPath()));
              return matcher.find() ? matcher.group(1) : null;
            },
            found -> found != null);
  }

  /** Ends the process as Ctrl-C does; its exit code is then the signal's. */
  private void stop() throws InterruptedException {
    Process running = Objects.requireNonNull(process);
    running.destroy();
    assertThat(running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).isEqualTo(128 + 15);
  }

  /** Commands of the transforms; how many a window makes of old messages depends on the clock. */
  private static List<?> commands(String bootstrapServers) {
    return TopicContents.readCommitted(bootstrapServers, "message-commands").stream()
        .filter(
            command -> {
              byte[] statement = command.headers().lastHeader("recency-statement").value();
              return new String(statement, StandardCharsets.UTF_8).endsWith("_CONTACT");
            })
        .toList();
  }
}
