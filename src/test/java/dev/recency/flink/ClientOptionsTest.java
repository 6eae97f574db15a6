package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "interceptor.classes",
        "metric.reporters",
        "value.deserializer",
        "key.serializer",
        "partitioner.class",
        "partition.assignment.strategy",
        "sasl.login.callback.handler.class",
        "sasl.oauthbearer.token.endpoint.url",
        "security.providers",
        "ssl.engine.factory.class",
        "config.providers",
        "config.providers.x.class"
      })
  void whatLoadsClassesOrUrlsIsRefused(String option) {
    assertThatThrownBy(() -> ClientOptions.check("kafka.source.", Map.of(option, "x")))
        .hasMessage(
            "option [kafka.source."
                + option
                + "] would load a class or a URL, which is not allowed: remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"group.id", "acks", "transactional.id", "bootstrap.servers"})
  void whatTheJobSetsItselfIsRefused(String option) {
    assertThatThrownBy(() -> ClientOptions.check("kafka.sink.", Map.of(option, "x")))
        .hasMessage("option [kafka.sink." + option + "] is set by the job itself: remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.keystore.password",
        "ssl.key.password",
        "ssl.keystore.key"
      })
  void aSecretInPlainTextIsRefusedWithoutBeingRepeated(String option) {
    assertThatThrownBy(() -> ClientOptions.check("kafka.sink.", Map.of(option, "canary-4711")))
        .hasMessageContaining("${file:PATH:KEY}")
        .hasMessageNotContaining("canary-4711");
  }

  @Test
  void aSecretInAFileIsReadByTheTask() {
    Map<String, String> options =
        Map.of("sasl.jaas.config", "${file:/etc/recency/secrets.properties:jaas}");
    assertThatCode(() -> ClientOptions.check("kafka.sink.", options)).doesNotThrowAnyException();
    assertThat(ClientOptions.resolvable(options))
        .containsAllEntriesOf(options)
        .containsEntry("config.providers", "file");
    assertThat(ClientOptions.resolvable(Map.of("linger.ms", "5"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "transaction.timeout.ms, 15 min",
    "transaction.timeout.ms, 10",
    "max.request.size, 1 MiB"
  })
  void aValueThatNoProducerTakesIsRefused(String option, String value) {
    assertThatThrownBy(() -> ClientOptions.check("kafka.sink.", Map.of(option, value)))
        .hasMessageContaining("option [kafka.sink." + option + "] has the value [" + value + "]");
  }

  @Test
  void anOptionThatStartsAProgramIsRefused() {
    assertThatThrownBy(
            () ->
                ClientOptions.check(
                    "kafka.source.", Map.of("sasl.kerberos.kinit.cmd", "/usr/bin/kinit")))
        .hasMessage(
            "option [kafka.source.sasl.kerberos.kinit.cmd] would start a program, which is not"
                + " allowed: remove it");
  }

  @ParameterizedTest
  @CsvSource({"kafka.source.,linger.ms", "kafka.sink.,lingr.ms", "kafka.sink.,Linger.ms"})
  void aNameThatNoClientKnowsIsRefused(String prefix, String name) {
    assertThatThrownBy(() -> ClientOptions.check(prefix, Map.of(name, "5")))
        .hasMessage(
            "option ["
                + prefix
                + name
                + "] is not known to Kafka's clients: check how it is written");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.sink.,linger.ms,abc",
    "kafka.sink.,linger.ms,-1",
    "kafka.sink.,security.protocol,FOO",
    "kafka.sink.,register.producer.metrics,perhaps",
    "kafka.source.,max.poll.records,0",
    "kafka.source.,partition.discovery.interval.ms,often"
  })
  void aValueThatTheClientDoesNotTakeIsRefusedInOneLine(String prefix, String name, String value) {
    assertThatThrownBy(() -> ClientOptions.check(prefix, Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("option [" + prefix + name + "] has the value [" + value + "]: ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.sink.,linger.ms,5",
    "kafka.sink.,security.protocol,SASL_SSL",
    "kafka.sink.,linger.ms,${file:/etc/recency/kafka.properties:linger}",
    "kafka.sink.,default.api.timeout.ms,500",
    "kafka.source.,isolation.level,read_uncommitted",
    "kafka.source.,partition.discovery.interval.ms,-1"
  })
  void aKnownOptionWithAValueOfItsTypeIsTaken(String prefix, String name, String value) {
    assertThatCode(() -> ClientOptions.check(prefix, Map.of(name, value)))
        .doesNotThrowAnyException();
  }
}
