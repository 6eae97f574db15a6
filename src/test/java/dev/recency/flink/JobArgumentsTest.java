package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.options.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobArgumentsTest {
  private static JobArguments parse(String... arguments) throws IOException {
    return JobArguments.parse(Map.of(), new Redactor(), arguments);
  }

  @Test
  void everyOptionIsRead() throws IOException {
    JobArguments arguments =
        parse(
            "--sql",
            "features",
            "--sql=more.sql",
            "--bootstrap-servers",
            "k:9092",
            "--delivery",
            "exactly-once",
            "--job-name",
            "shop",
            "--dead-letter-topic",
            "dead",
            "--until",
            "2024-05-01T12:00:00Z",
            "--clock.idle-timeout-ms",
            "5000",
            "--key-cache-bytes=1000000",
            "--accept-state-loss",
            "a,`b`",
            "--accept-state-loss=c",
            "--kafka.source.max.poll.records",
            "100",
            "--kafka.sink.linger.ms=5");
    assertThat(arguments.sql()).containsExactly(Path.of("features"), Path.of("more.sql"));
    JobOptions options = arguments.options();
    assertThat(options.bootstrapServers()).isEqualTo("k:9092");
    assertThat(options.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(options.jobName()).isEqualTo("shop");
    assertThat(options.deadLetterTopic()).isEqualTo("dead");
    assertThat(options.mode()).isEqualTo(new RunMode.Replay(OptionalLong.of(1_714_564_800_000L)));
    assertThat(options.clock().idleTimeoutMillis()).isEqualTo(5_000);
    assertThat(options.keyCacheBytes()).isEqualTo(1_000_000);
    assertThat(options.acceptedLosses()).isEqualTo(Set.of("a", "`b`", "c"));
    assertThat(options.sourceProperties()).isEqualTo(Map.of("max.poll.records", "100"));
    assertThat(options.sinkProperties()).isEqualTo(Map.of("linger.ms", "5"));
  }

  @Test
  void theDefaultsAreLiveAndAtLeastOnce() throws IOException {
    JobOptions options = parse("--sql", "a.sql", "--bootstrap-servers", "k:9092").options();
    assertThat(options).isEqualTo(JobOptions.of("k:9092"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bootstrap-servers k:9 | no definitions: write --sql FILE or --sql DIRECTORY",
        "--sql a.sql | no Kafka: write --bootstrap-servers HOST:PORT",
        "--sql | option [--sql] has no value: write one",
        "--sql a.sql --bootstrap-servers k --bootstrap-servers l | option [--bootstrap-servers] stands twice: remove one",
        "--sql a.sql --bootstrap-servers k --delivery twice | delivery [twice] is not known: write at-least-once or exactly-once",
        "--sql a.sql --bootstrap-servers k --delivery exactly-once | delivery exactly-once needs --job-name: two jobs with one name would abort each other's transactions",
        "--sql a.sql --bootstrap-servers k --mode batch | mode [batch] is not known: write live or replay",
        "--sql a.sql --bootstrap-servers k --mode live --until 5 | --until ends a replay: write --mode replay",
        "--sql a.sql --bootstrap-servers k --until soon | until [soon]: write 2024-05-01T12:00:00Z, or milliseconds since 1970",
        "--sql a.sql --bootstrap-servers k --clock.interval-ms 5s | option [--clock.interval-ms] has the value [5s]: write milliseconds",
        "--sql a.sql --bootstrap-servers k --clock.interval-ms 0 | clock.interval [0 ms] must be at least 1 ms",
        "--sql a.sql --bootstrap-servers k --balance.interval-ms 0 | balance.interval [0 ms] must be at least 1 ms",
        "--sql a.sql --bootstrap-servers k --event.max-future-ms 3600001 | event.max-future [3600001 ms] must be at most [3600000 ms]: brokers refuse commands from further ahead (log.message.timestamp.after.max.ms)"
      })
  void aMistakeIsAnsweredWithWhatToWrite(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownArgumentNamesTheKnownOnes() {
    assertThatThrownBy(() -> parse("--sqll", "a.sql"))
        .hasMessageContaining("argument [--sqll] is not known")
        .hasMessageContaining("--sql,")
        .hasMessageContaining("--kafka.source.OPTION");
  }

  @Test
  void aJobThatCannotStartIsRefusedInOneLine() {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    assertThatThrownBy(
            () ->
                FeatureJob.prepare(
                    environment,
                    Map.of(),
                    System.err,
                    "--sql",
                    "no-such.sql",
                    "--bootstrap-servers",
                    "k:9092"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageStartingWith("no-such.sql: no such file or directory");
  }
}
