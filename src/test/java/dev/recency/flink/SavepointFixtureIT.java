package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recency.flink.resume.SavedState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints that releases wrote, with each kind of statement: this version goes on from them on
 * each state backend. With {@code -Dfixture=write} it writes that of the version below anew first;
 * once the version is released, nobody may.
 */
final class SavepointFixtureIT {
  private static final Path ROOT = Path.of("src", "test", "resources", "savepoints");
  private static final String VERSION = "0.1.0";
  private static final int MAX_BYTES = 200 << 10;

  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  @TempDir private Path directory;

  @Test
  void aSavepointOfEachReleaseGoesOnOnEachBackend() throws Exception {
    String wanted = System.getProperty("fixture", "");
    assertThat(wanted).as("-Dfixture").isIn("", "write");
    if (!wanted.isEmpty()) {
      write(ROOT.resolve(VERSION));
    }
    try (Stream<Path> versions = Files.list(ROOT)) {
      for (Path version : versions.sorted().toList()) {
        goOn(version, "hashmap");
        goOn(version, "rocksdb");
      }
    }
  }

  /** The parts of the file are named after where it was written; the names mean nothing. */
  private void write(Path version) throws Exception {
    Definitions definitions = definitions(version);
    Simulated truth = simulated(definitions, FixtureEvents.before());
    Path savepoint;
    try (TestJob job = job(definitions, FixtureEvents.before())) {
      job.start(environment("hashmap", 1, Optional.empty()));
      texts(definitions, topic -> FixtureVerdict.behind(truth.in(topic), List.of()));
      savepoint = Path.of(URI.create(job.stopWithSavepoint(directory)));
    }
    try (Stream<Path> files = Files.list(savepoint)) {
      assertThat(files.toList()).as("one file").containsExactly(savepoint.resolve("_metadata"));
    }
    String place = "file:" + directory;
    Files.writeString(
        version.resolve("_metadata"),
        bytes(savepoint).replace(place, "-".repeat(place.length())),
        StandardCharsets.ISO_8859_1);
  }

  /** The file, a character for a byte. */
  private static String bytes(Path savepoint) throws IOException {
    return Files.readString(savepoint.resolve("_metadata"), StandardCharsets.ISO_8859_1);
  }

  private void goOn(Path version, String backend) throws Exception {
    Path copy = Files.createDirectories(directory.resolve(version.getFileName() + "-" + backend));
    Files.copy(version.resolve("_metadata"), copy.resolve("_metadata"));
    assertThat(bytes(copy).length()).isLessThan(MAX_BYTES);
    assertThat(bytes(copy).contains("file:")).as("it names no place").isFalse();
    assertThat(SavedState.read(copy.toUri().toString()).definitions("").version())
        .as("it names the release that wrote it")
        .isEqualTo(version.getFileName().toString());
    Definitions definitions = definitions(version);
    List<FixtureEvents.Event> all = FixtureEvents.all();
    Simulated whole = simulated(definitions, all);
    Simulated before = simulated(definitions, FixtureEvents.before());
    Simulated forgetful =
        simulated(definitions, all.subList(FixtureEvents.before().size(), all.size()));
    Function<String, Map<String, List<String>>> expected =
        topic -> FixtureVerdict.behind(whole.in(topic), before.in(topic));
    try (TestJob job = job(definitions, all)) {
      job.start(environment(backend, 2, Optional.of(copy.toUri().toString())));
      texts(definitions, expected)
          .forEach(
              (topic, actual) ->
                  FixtureVerdict.check(
                      topic,
                      actual,
                      expected.apply(topic),
                      FixtureVerdict.behind(forgetful.in(topic), List.of())));
    }
  }

  private static Definitions definitions(Path version) throws IOException {
    return Definitions.of("definitions.sql", Files.readString(version.resolve("definitions.sql")));
  }

  private static Simulated simulated(Definitions definitions, List<FixtureEvents.Event> events) {
    return new Simulated(
        definitions.plan(),
        FixtureEvents.PARTITIONS,
        events.stream().map(FixtureEvents.Event::raw).toList());
  }

  private static List<String> topics(Definitions definitions) {
    return definitions.plan().queries().stream()
        .map(query -> query.sink().serialization().topic())
        .toList();
  }

  /** A job that is not started yet; its topics are made anew and hold nothing but these events. */
  private static TestJob job(Definitions definitions, List<FixtureEvents.Event> events)
      throws IOException {
    List<String> old = new ArrayList<>(topics(definitions));
    old.addAll(FixtureEvents.PARTITIONS.keySet());
    old.retainAll(RUNTIME.topics().names());
    RUNTIME.topics().delete(old);
    await()
        .atMost(TestJob.PATIENCE)
        .until(() -> RUNTIME.topics().names().stream().noneMatch(old::contains));
    TestJob job = TestJob.of(RUNTIME, RUNTIME.options("fixture"), definitions);
    job.load(events.stream().map(FixtureEvents.Event::line).iterator());
    return job;
  }

  /** All commands by topic, once those that are expected are there. */
  private static Map<String, List<String>> texts(
      Definitions definitions, Function<String, Map<String, List<String>>> expected) {
    List<String> topics = topics(definitions);
    return await()
        .atMost(TestJob.PATIENCE)
        .until(
            () -> read(topics),
            texts ->
                topics.stream()
                    .allMatch(
                        topic ->
                            FixtureVerdict.complete(
                                topic,
                                texts.getOrDefault(topic, List.of()),
                                expected.apply(topic))));
  }

  private static Map<String, List<String>> read(List<String> topics) {
    return RUNTIME.topics().readCommitted(topics).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> Verdict.texts(each.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static StreamExecutionEnvironment environment(
      String backend, int parallelism, Optional<String> savepoint) {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment(savepoint);
    environment.configure(
        Configuration.fromMap(
            Map.of(
                "state.backend.type",
                backend,
                "execution.checkpointing.data-inline-threshold",
                "1 mb")));
    environment.setParallelism(parallelism);
    return environment;
  }
}
