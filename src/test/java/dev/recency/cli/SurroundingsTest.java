package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What surrounds a process: variables, a properties file, locale, time zone, no terminal. */
final class SurroundingsTest {
  @TempDir private Path directory;

  /** Whoever logs first decides how much this process logs: not the test of --verbose. */
  @BeforeAll
  static void startTheLogQuietly() {
    LoggerFactory.getLogger(SurroundingsTest.class).debug("quiet");
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        directory.resolve("a.sql"),
        """
        CREATE STREAM a (x INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
        CREATE STREAM a2 WITH (KAFKA_TOPIC='a2') AS SELECT x FROM a EMIT CHANGES;
        """);
  }

  private Cli run(Map<String, String> environment, String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "run";
    arguments[1] = directory.resolve("a.sql").toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Cli.in(environment, arguments);
  }

  @Test
  void whatARunRunsWithIsSaidOnceWithThePlaceThatItCameFrom() throws IOException {
    Path file = Files.writeString(directory.resolve("job.properties"), "clock.interval-ms = 50");
    Cli cli =
        run(
            Map.of(
                "RECENCY_BOOTSTRAP_SERVERS", "localhost",
                "RECENCY_KAFKA_SSL_KEY_PASSWORD", "canary",
                "RECENCY_PROPERTIES", file.toString()),
            "--job-name",
            "shop");
    String key = "ssl.key.password = ${env:RECENCY_KAFKA_SSL_KEY_PASSWORD}";
    assertThat(cli.err().lines())
        .containsExactly(
            "recency: option bootstrap-servers = localhost (environment RECENCY_BOOTSTRAP_SERVERS)",
            "recency: option job-name = shop (flag)",
            "recency: option clock.interval-ms = 50 (file " + file + ")",
            "recency: option kafka.source." + key + " (environment RECENCY_KAFKA_SSL_KEY_PASSWORD)",
            "recency: option kafka.sink." + key + " (environment RECENCY_KAFKA_SSL_KEY_PASSWORD)",
            "recency: bootstrap servers [localhost] are not usable: Invalid url in"
                + " bootstrap.servers: localhost");
    assertThat(cli.code()).isEqualTo(4);
  }

  @Test
  void whoeverWantsToSeeMoreSeesTheDefaultsToo() {
    Cli cli = run(Map.of(), "--verbose", "--bootstrap-servers", "localhost");
    assertThat(cli.err())
        .contains("recency: option delivery = at-least-once (default)\n")
        .contains("recency: option mode = live (default)\n");
  }

  @Test
  void aMistakeInTheEnvironmentIsOneLineAndExitCodeTwo() {
    Cli cli = run(Map.of("RECENCY_DELIVRY", "exactly-once"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .startsWith(
            "recency: environment variable [RECENCY_DELIVRY] sets no option: check how it is"
                + " written, or unset it\n");
  }

  @Test
  void aTurkishLocaleReadsTheSameOptions() {
    Map<String, String> environment =
        Map.of("RECENCY_CLOCK_IDLE_TIMEOUT_MS", "5", "RECENCY_BOOTSTRAP_SERVERS", "localhost");
    Cli expected = run(environment);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(run(environment)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(expected.err()).contains("clock.idle-timeout-ms = 5");
  }

  /** In Berlin 2023-03-26 has no hour from two to three, and 2023-10-29 has it twice. */
  @Test
  void aZoneInWhichTheClockIsSetForwardAndBackChangesNothing() throws IOException {
    Path tests = Files.writeString(directory.resolve("zone.sql"), ZONE_TEST);
    Cli expected = Cli.run("test", tests.toString());
    assertThat(expected.code()).as(expected.err() + expected.out()).isZero();
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Cli actual = Cli.run("test", tests.toString());
      assertThat(actual.code()).as(actual.err() + actual.out()).isZero();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static final String ZONE_TEST =
      """
      --@test: a day and an hour are as long as ever when the clock is set
      CREATE STREAM e (k VARCHAR KEY, moment BIGINT)
        WITH (KAFKA_TOPIC='e', KEY_FORMAT='KAFKA', VALUE_FORMAT='JSON', TIMESTAMP='moment');
      CREATE TABLE n AS SELECT k, COUNT(*) AS c, FORMAT_TIMESTAMP(FROM_UNIXTIME(MAX(moment)), 'HH:mm') AS t
        FROM e WINDOW SLIDING (SIZE 1 HOUR) GROUP BY k EMIT CHANGES;
      INSERT INTO e (k, moment) VALUES ('a', 1679790600000);
      INSERT INTO e (k, moment) VALUES ('a', 1679793600000);
      INSERT INTO e (k, moment) VALUES ('b', 1698539400000);
      INSERT INTO e (k, moment) VALUES ('b', 1698541200000);
      ASSERT VALUES n (k, c, t) VALUES ('a', 1, '00:30');
      ASSERT VALUES n (k, c, t) VALUES ('a', 2, '01:20');
      """;

  @Test
  void withoutATerminalNothingIsWrittenOver() {
    for (String command : List.of("check", "test")) {
      Cli cli = Cli.run(command, "features/tests".substring(0, command.equals("test") ? 14 : 8));
      assertThat(cli.out() + cli.err()).doesNotContain("\r", "\u001b");
    }
  }
}
