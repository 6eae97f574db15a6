package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong command lines, files and directories: exit code and first line of standard error. All of
 * these are found before Flink is started. {@code $} stands for the test's directory.
 */
final class ConfigurationTest {
  /** Begins the lines that say what a run runs with. */
  private static final String EFFECTIVE = "recency: option bootstrap-servers = ";

  @TempDir Path directory;

  static Stream<Arguments> usage() {
    return Stream.of(
        arguments("", "Missing required subcommand"),
        arguments("chekc $/a.sql", "Unmatched arguments from index 0: 'chekc', '$/a.sql'"),
        arguments("check", "Missing required parameter: 'FILE|DIR'"),
        arguments("check --jsn $/a.sql", "Unknown option: '--jsn'"),
        arguments("run", "Missing required parameter: 'FILE|DIR'"),
        arguments("run $/a.sql --bootstrap", "Unknown option: '--bootstrap'"),
        arguments(
            "run $/a.sql --input", "Missing required parameter for option '--input' (TOPIC=FILE)"),
        arguments(
            "run $/a.sql --input a",
            "Invalid value for option '--input' (TOPIC=FILE): [a]: write TOPIC=FILE"),
        arguments(
            "run $/a.sql --delivery maybe",
            "Invalid value for option '--delivery': delivery [maybe] is not known:"
                + " write at-least-once or exactly-once"),
        arguments(
            "run $/a.sql --output - --until tomorrow",
            "Invalid value for option '--until': [tomorrow]: write"
                + " 2024-05-01T12:00:00Z, or milliseconds since 1970"),
        arguments(
            "run $/a.sql --until 0",
            "--until ends a replay and needs --output FILE (or --output -)."),
        arguments(
            "run $/a.sql --dead-letters $/d.jsonl",
            "--dead-letters needs --output FILE: only a replay ends and writes them."),
        arguments(
            "run $/a.sql --output - --dead-letters -",
            "--dead-letters and --output [-] must be two files."),
        arguments(
            "run $/a.sql --clock.interval-ms=soon",
            "option [--clock.interval-ms] has the value [soon]: write milliseconds"),
        arguments(
            "run $/a.sql --clock.interval-ms=0", "clock.interval [0 ms] must be at least 1 ms"),
        arguments(
            "run $/a.sql --kafka.source.group.id=mine",
            "option [kafka.source.group.id] is set by the job itself: remove it"),
        arguments(
            "run $/a.sql --kafka.sink.ssl.key.password=canary",
            "option [kafka.sink.ssl.key.password] is a secret and must not be an argument: write"
                + " ${file:PATH:KEY}, ${directory:PATH:FILE} or ${env:NAME}, which each task reads"
                + " for itself, or set it in the environment or in a properties file"),
        arguments(
            "run $/a.sql --kafka.sink.pasword.x=canary",
            "option [kafka.sink.pasword.x] is not known to Kafka's clients: check how it is"
                + " written"),
        arguments("run $/a.sql --sasl.password=canary", "Unknown option: '--sasl.password'"),
        arguments(
            "run $/a.sql --kafka.request.timeout.ms=200000 --kafka.sink.delivery.timeout.ms=10000",
            "kafka.sink.delivery.timeout.ms [10000] is less than kafka.sink.linger.ms [5] and"
                + " kafka.sink.request.timeout.ms [200000] together: raise it or lower them"),
        arguments(
            "run $/a.sql --kafka.source.session.timeout.ms=3000",
            "kafka.source.heartbeat.interval.ms [3000] is not less than"
                + " kafka.source.session.timeout.ms [3000]: lower it, to a third at most"),
        arguments(
            "run $/a.sql --event.max-future-ms=3600001",
            "event.max-future [3600001 ms] must be at most [3600000 ms]: brokers refuse commands"
                + " from further ahead (log.message.timestamp.after.max.ms)"),
        arguments(
            "run $/a.sql --kafka.sink.lingr.ms=5",
            "option [kafka.sink.lingr.ms] is not known to Kafka's clients: check how it is written"),
        arguments(
            "run $/a.sql --dead-letter-topic a",
            "dead-letter topic [a] is also a topic of the definitions: name another one"),
        arguments(
            "run $/loop.sql --output -",
            "topic [b] is written by statement [B] and read by [BREAD], which a replay cannot do:"
                + " read the stream that the statement makes, or run live"),
        arguments(
            "run $/a.sql --delivery exactly-once -D execution.checkpointing.timeout=20min",
            "execution.checkpointing.interval [10000 ms] and execution.checkpointing.timeout"
                + " [1200000 ms] are together not less than transaction.timeout.ms [900000], so"
                + " Kafka could abort what a checkpoint is about to commit: lower them or raise"
                + " --kafka.sink.transaction.timeout.ms"),
        arguments(
            "run $/a.sql --state-dir $/state -D execution.checkpointing.dir=file:///tmp/x",
            "--state-dir keeps the checkpoints: remove -D execution.checkpointing.dir."),
        arguments(
            "run $/a.sql --accept-state-loss a",
            "--accept-state-loss needs --state-dir DIR: without it there is no state."),
        arguments("run $/a.sql --parallelism 0", "--parallelism [0] must be 1 or more."),
        arguments(
            "run $/a.sql --parallelism two",
            "Invalid value for option '--parallelism': 'two' is not an int"),
        arguments(
            "run $/a.sql --bootstrap-servers h:1 --delivery exactly-once",
            "delivery exactly-once needs --job-name: two jobs with one name would abort each"
                + " other's transactions"),
        arguments(
            "run $/a.sql --input nowhere=$/a.jsonl",
            "--input [nowhere=$/a.jsonl]: no definition reads this topic. They read [a]."));
  }

  static Stream<Arguments> environment() {
    return Stream.of(
        arguments(
            "check $/none.sql",
            "$/none.sql: no such file or directory. Name a file with definitions or a directory."),
        arguments(
            "check $/empty", "$/empty: the directory holds no definitions. Expected files *.sql."),
        arguments(
            "check $/self.sql",
            "$/self.sql: the file cannot be read. Check its permissions. ($/self.sql: Too many levels"
                + " of symbolic links or unable to access attributes of symbolic link)"),
        arguments(
            "run $/a.sql --output /proc/out.jsonl",
            "/proc/out.jsonl: the output cannot be written. Check that its directory exists and is"
                + " yours."),
        arguments(
            "run $/a.sql --input a=$/none.jsonl",
            "$/none.jsonl: no readable file. Name a file of JSON lines."),
        arguments(
            "run $/a.sql --input a=$/empty",
            "$/empty: no readable file. Name a file of JSON lines."),
        arguments(
            "run $/a.sql --output $/empty", "$/empty: the output is a directory. Name a file."),
        arguments(
            "run $/a.sql --output $/none/out.jsonl",
            "$/none/out.jsonl: the output cannot be written. Check that its directory exists and"
                + " is yours."),
        arguments(
            "run $/a.sql --state-dir $/a.jsonl",
            "$/a.jsonl: the directory cannot be used. Check its permissions."),
        arguments(
            "run $/a.sql --output - --state-dir $",
            "$: the directory is not empty. A replay begins with an empty one."),
        arguments(
            "run $/a.sql --properties $/none.properties",
            "$/none.properties: no such file. Name a properties file."),
        arguments(
            "run $/a.sql --kafka.ssl.truststore.location=$/none.p12",
            "option [--kafka.sink.ssl.truststore.location] names [$/none.p12], which cannot be"
                + " read. It has to be there, here and for each task."),
        arguments(
            "run $/a.sql --kafka.sink.ssl.key.password=${file:$/none.properties:key}",
            "option [--kafka.sink.ssl.key.password] refers to [${file:$/none.properties:key}]: the"
                + " file cannot be read. It has to be there, as UTF-8, here and for each task."),
        arguments(
            "run $/a.sql --bootstrap-servers localhost",
            "bootstrap servers [localhost] are not usable: Invalid url in bootstrap.servers:"
                + " localhost"));
  }

  static Stream<Arguments> definition() {
    return Stream.of(
        arguments(
            "check $/latin1.sql",
            "$/latin1.sql:1:1: The file is not UTF-8 text. Save it as UTF-8."),
        arguments(
            "run $/declared.sql --output -",
            "$/declared.sql:1:1: The definitions hold no query, so that there is nothing to run."
                + " Add a statement CREATE STREAM name AS SELECT …."),
        arguments(
            "check $/large.sql",
            "$/large.sql:1:1: The file is larger than 1 MiB. Split it into several files."),
        arguments(
            "run $/large.sql",
            "$/large.sql:1:1: The file is larger than 1 MiB. Split it into several files."));
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        directory.resolve("a.sql"),
        """
        CREATE STREAM a (x INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
        CREATE STREAM a2 WITH (KAFKA_TOPIC='a2') AS SELECT x FROM a EMIT CHANGES;
        """);
    Files.writeString(
        directory.resolve("declared.sql"),
        "CREATE STREAM a (x INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');");
    Files.writeString(
        directory.resolve("loop.sql"),
        """
        CREATE STREAM a (x INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');
        CREATE STREAM b WITH (KAFKA_TOPIC='b') AS SELECT x FROM a EMIT CHANGES;
        CREATE STREAM bRead (x INT) WITH (KAFKA_TOPIC='b', VALUE_FORMAT='JSON');
        CREATE STREAM c WITH (KAFKA_TOPIC='c') AS SELECT x FROM bRead EMIT CHANGES;
        """);
    Files.writeString(directory.resolve("a.jsonl"), "");
    Files.createDirectory(directory.resolve("empty"));
    // Nobody can read it, not even root.
    Files.createSymbolicLink(directory.resolve("self.sql"), directory.resolve("self.sql"));
    Files.write(
        directory.resolve("latin1.sql"), "-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(directory.resolve("large.sql"), "-".repeat((1 << 20) + 1));
  }

  @ParameterizedTest
  @MethodSource("usage")
  void aWrongCommandLineEndsWithTwo(String arguments, String message) {
    assertRefused(arguments, 2, "recency: " + message);
  }

  @ParameterizedTest
  @MethodSource("environment")
  void aFileOrBrokerThatDoesNotDoItsPartEndsWithFour(String arguments, String message) {
    assertRefused(arguments, 4, "recency: " + message);
  }

  @ParameterizedTest
  @MethodSource("definition")
  void aFileThatIsNoDefinitionEndsWithThree(String arguments, String message) {
    assertRefused(arguments, 3, message);
  }

  private void assertRefused(String arguments, int code, String firstLine) {
    String[] words =
        arguments
            .replace("$/", directory + "/")
            .replaceAll("\\$$", directory.toString())
            .split(" ", -1);
    Cli cli = arguments.isEmpty() ? Cli.run() : Cli.run(words);
    assertThat(cli.err().lines().filter(line -> !line.startsWith(EFFECTIVE)).findFirst())
        .hasValue(firstLine.replace("$/", directory + "/").replace("$:", directory + ":"));
    assertThat(cli.code()).isEqualTo(code);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).doesNotContain("\tat ", "\u001b");
  }
}
