package dev.recency.flink.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.flink.JobArguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flag, environment, file, default: in this order, and each place named. */
final class JobSettingsTest {
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  @TempDir private Path directory;
  private final Redactor redactor = new Redactor();

  private Path file(String... lines) throws IOException {
    return Files.writeString(directory.resolve("job.properties"), String.join("\n", lines));
  }

  private JobSettings read(Map<String, String> flags, Map<String, String> environment)
      throws IOException {
    return JobSettings.read(flags, environment, redactor);
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
    Path file =
        file(
            "job-name = of-file",
            "delivery = exactly-once",
            "clock.interval-ms = 7",
            "# a comment");
    JobSettings settings =
        read(
            Map.of("job-name", "of-flag", "properties", file.toString()),
            Map.of("RECENCY_JOB_NAME", "of-environment", "RECENCY_CLOCK_INTERVAL_MS", "8"));
    assertThat(
            new EffectiveOptions(JobArguments.options(settings, "k:9092"), settings, redactor)
                .all())
        .containsExactly(
            "bootstrap-servers = k:9092 (default)",
            "job-name = of-flag (flag)",
            "delivery = exactly-once (file " + file + ")",
            "mode = live (default)",
            "dead-letter-topic = recency-dead-letters (default)",
            "key-cache-bytes = 67108864 (default)",
            "clock.interval-ms = 8 (environment RECENCY_CLOCK_INTERVAL_MS)",
            "clock.idle-timeout-ms = 30000 (default)",
            "clock.idle-margin-ms = 1000 (default)",
            "event.max-future-ms = 60000 (default)",
            "balance.interval-ms = 60000 (default)");
  }

  @Test
  void theEnvironmentMayNameTheFileAndTheFlagAnother() throws IOException {
    Path file = file("job-name = shop");
    Path other = Files.writeString(directory.resolve("other.properties"), "job-name = other");
    Map<String, String> environment = Map.of("RECENCY_PROPERTIES", file.toString());
    assertThat(read(Map.of(), environment).value("job-name")).hasValue("shop");
    assertThat(read(Map.of("properties", other.toString()), environment).value("job-name"))
        .hasValue("other");
  }

  @Test
  void anOptionOfAllClientsMeansBothUnlessOneIsNamed() throws IOException {
    Path file = file("kafka.request.timeout.ms = 1000", "kafka.sink.linger.ms = 1");
    JobSettings settings =
        read(
            Map.of("properties", file.toString()),
            Map.of(
                "RECENCY_KAFKA_SOURCE_REQUEST_TIMEOUT_MS", "2000",
                "RECENCY_KAFKA_LINGER_MS", "2",
                "RECENCY_KAFKA_MAX_POLL_RECORDS", "3"));
    assertThat(settings.source())
        .isEqualTo(Map.of("request.timeout.ms", "2000", "max.poll.records", "3"));
    assertThat(settings.sink()).isEqualTo(Map.of("request.timeout.ms", "1000", "linger.ms", "2"));
  }

  @Test
  void everyOptionHasAVariableOfItsOwnInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(OptionNames.variable("clock.idle-timeout-ms"))
          .isEqualTo("RECENCY_CLOCK_IDLE_TIMEOUT_MS");
    } finally {
      Locale.setDefault(before);
    }
    for (String prefix : new String[] {"kafka.source.", "kafka.sink.", "kafka."}) {
      String known = prefix.equals("kafka.") ? "kafka.sink." : prefix;
      for (String option : KnownOptions.of(known).names()) {
        assertThat(OptionNames.ofVariable(OptionNames.variable(prefix + option)))
            .hasValue(prefix + option);
      }
    }
  }

  @Test
  void aSecretOfTheEnvironmentOrTheFileBecomesAReferenceToItsPlace() throws IOException {
    Path file = file("kafka.ssl.key.password = canary-of-file");
    JobSettings settings =
        read(
            Map.of("properties", file.toString()),
            Map.of("RECENCY_KAFKA_SINK_SASL_JAAS_CONFIG", PLAIN + "password=\"canary-2\";"));
    assertThat(settings.source())
        .isEqualTo(Map.of("ssl.key.password", "${file:" + file + ":kafka.ssl.key.password}"));
    assertThat(settings.sink())
        .isEqualTo(
            Map.of(
                "ssl.key.password",
                "${file:" + file + ":kafka.ssl.key.password}",
                "sasl.jaas.config",
                "${env:RECENCY_KAFKA_SINK_SASL_JAAS_CONFIG}"));
    assertThat(redactor.text("of canary-of-file and canary-2"))
        .isEqualTo("of [hidden] and [hidden]");
  }

  @Test
  void aSecretOnTheCommandLineIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> read(Map.of("kafka.sink.ssl.key.password", "canary"), Map.of()))
        .hasMessageStartingWith("option [kafka.sink.ssl.key.password] is a secret")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://canary\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required; a.B required;",
        "canary"
      })
  void aLoginThatWouldLoadAClassIsRefusedWithoutBeingRepeated(String login) {
    assertThatThrownBy(() -> read(Map.of(), Map.of("RECENCY_KAFKA_SASL_JAAS_CONFIG", login)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "environment variable [RECENCY_KAFKA_SASL_JAAS_CONFIG] names a login module that is none"
                + " of Kafka's")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RECENCY_JAVA_OPTS",
        "RECENCY_SERVICE_HOST",
        "RECENCY_REST_SERVICE_PORT_REST",
        "RECENCY_REST_PORT",
        "RECENCY_REST_PORT_8081_TCP_ADDR",
        "RECENCYX",
        "PATH"
      })
  void variablesOfOthersAreLeftAlone(String variable) {
    assertThatCode(() -> read(Map.of(), Map.of(variable, "x"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RECENCY_JOBNAME | x | environment variable [RECENCY_JOBNAME] sets no option: check how it is written, or unset it",
        "RECENCY_JOB_NAME | '' | environment variable [RECENCY_JOB_NAME] has no value: write one, or leave it out",
        "RECENCY_KAFKA_SOURCE_GROUP_ID | x | environment variable [RECENCY_KAFKA_SOURCE_GROUP_ID]: option [kafka.source.group.id] is set by the job itself: remove it",
        "RECENCY_KAFKA_LINGER_MS | soon | environment variable [RECENCY_KAFKA_LINGER_MS]: option [kafka.sink.linger.ms] has the value [soon]: Invalid value soon for configuration linger.ms: Not a number of type LONG",
        "RECENCY_KAFKA_SSL_TRUSTSTORE_LOCATION | /none/trust.p12 | environment variable [RECENCY_KAFKA_SSL_TRUSTSTORE_LOCATION] names [/none/trust.p12], which cannot be read. It has to be there, here and for each task.",
        "RECENCY_KAFKA_SINK_SSL_KEY_PASSWORD | ${env:NONE} | environment variable [RECENCY_KAFKA_SINK_SSL_KEY_PASSWORD] refers to [${env:NONE}]: the environment has no such variable: set it here and for each task",
        "RECENCY_KAFKA_SINK_SSL_KEY_PASSWORD | ${file:/none/s:k} | environment variable [RECENCY_KAFKA_SINK_SSL_KEY_PASSWORD] refers to [${file:/none/s:k}]: the file cannot be read. It has to be there, as UTF-8, here and for each task.",
        "RECENCY_PROPERTIES | /none/job.properties | /none/job.properties: no such file. Name a properties file."
      })
  void aMistakeInTheEnvironmentNamesItsVariable(String variable, String value, String message) {
    assertThatThrownBy(() -> read(Map.of(), Map.of(variable, value))).hasMessage(message);
  }

  @Test
  void aNumberThatIsNoneNamesThePlaceWhereItWasWritten() throws IOException {
    JobSettings settings = read(Map.of(), Map.of("RECENCY_KEY_CACHE_BYTES", "64M"));
    assertThatThrownBy(() -> JobArguments.options(settings, "k:9092"))
        .hasMessage(
            "environment variable [RECENCY_KEY_CACHE_BYTES] has the value [64M]: write bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job-nam = x | $: option [job-nam] is not known here: write one of bootstrap-servers,",
        "sql = x | $: option [sql] is not known here: write one of bootstrap-servers,",
        "job-name = a;job-name = b | $: option [job-name] stands twice: remove one",
        "job-name = | $: option [job-name] has no value: write one, or leave it out",
        "job-name = \\u00zz | $: a \\u stands before what is no code of four digits: write the character",
        "kafka.lingr.ms = 5 | $: option [kafka.lingr.ms]: option [kafka.sink.lingr.ms] is not known"
      })
  void aMistakeInTheFileNamesTheFile(String lines, String message) throws IOException {
    Path file = file(lines.split(";"));
    assertThatThrownBy(() -> read(Map.of("properties", file.toString()), Map.of()))
        .hasMessageStartingWith(message.replace("$", file.toString()));
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = directory.resolve("latin1.properties");
    Files.write(file, "job-name = caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(Map.of("properties", file.toString()), Map.of()))
        .hasMessage(file + ": the file is not UTF-8 text: save it as UTF-8");
    assertThatThrownBy(() -> read(Map.of("properties", directory.toString()), Map.of()))
        .hasMessage(directory + ": no such file. Name a properties file.");
  }
}
