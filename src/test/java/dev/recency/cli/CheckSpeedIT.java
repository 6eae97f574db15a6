package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recency check} of 100 statements with the shipped jar, cold. */
final class CheckSpeedIT {
  private static final Pattern LOADED = Pattern.compile("\\[(\\d+)ms\\] (\\S+) source:.*");
  private static final String FIRST_CLASS = "dev.recency.cli.Main";

  /** Half a second is the goal; a busy build machine gets four times that, for the best of three. */
  private static final long LIMIT_MILLIS = 2_000;

  private static final int STARTS = 3;

  @TempDir Path directory;
  private List<String> log = List.of();

  @BeforeEach
  void checkOneHundredStatements() throws IOException, InterruptedException {
    Path definitions = directory.resolve("hundred.sql");
    Files.writeString(
        definitions,
        "CREATE STREAM s (id VARCHAR KEY, a INT, c VARCHAR)"
            + " WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');\n"
            + IntStream.range(1, 100)
                .mapToObj(
                    i ->
                        "CREATE STREAM s%1$d AS SELECT id, a + %1$d AS x, UCASE(c) AS y FROM s"
                                .formatted(i)
                            + " WHERE a > %d AND c LIKE 'x%%';%n".formatted(i))
                .collect(Collectors.joining()));
    Path classes = directory.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + classes + ":uptimemillis",
                "-jar",
                Path.of("target", "recency.jar").toString(),
                "check",
                definitions.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(directory.resolve("out.txt"))).contains("ok: 99 queries can run");
    log = Files.readAllLines(classes);
  }

  @Test
  void loadsNeitherARuntimeNorABrokerNorALogger() {
    assertThat(log.stream().map(LOADED::matcher).filter(Matcher::matches).map(m -> m.group(2)))
        .contains(FIRST_CLASS, "dev.recency.plan.Planner")
        .noneMatch(name -> name.startsWith("org.apache.flink.runtime."))
        .noneMatch(name -> name.startsWith("org.apache.flink.streaming."))
        .noneMatch(name -> name.startsWith("org.apache.kafka.clients.admin."))
        .noneMatch(name -> name.startsWith("kafka."))
        .noneMatch(name -> name.startsWith("org.slf4j."))
        .noneMatch(name -> name.startsWith("org.apache.logging."));
  }

  @Test
  void answersSoonAfterTheStartOfTheVirtualMachine() throws Exception {
    long best = millis();
    for (int start = 1; start < STARTS; start++) {
      checkOneHundredStatements();
      best = Math.min(best, millis());
    }
    System.out.println("check of 100 statements: " + best + " ms after the JVM's start");
    assertThat(best).isBetween(1L, LIMIT_MILLIS);
  }

  /** From the first class of ours to the last of all. */
  private long millis() {
    long end =
        log.stream()
            .map(LOADED::matcher)
            .filter(Matcher::matches)
            .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
            .max()
            .orElseThrow();
    return end - uptimeMillis(FIRST_CLASS);
  }

  private long uptimeMillis(String className) {
    return log.stream()
        .map(LOADED::matcher)
        .filter(Matcher::matches)
        .filter(matcher -> matcher.group(2).equals(className))
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
