package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerPreparationTest {
  @TempDir Path directory;

  @Test
  void aReferenceToAFileReachesTheAdminClientAsTheFilesValue() throws IOException {
    Path file = Files.writeString(directory.resolve("kafka.properties"), "mechanism=PLAIN\n");
    JobOptions options =
        JobOptions.of("localhost:9092")
            .withKafka(
                Map.of(),
                Map.of("sasl.mechanism", "${file:" + file + ":mechanism}", "linger.ms", "5"));
    Map<String, Object> client =
        BrokerPreparation.client(
            options, options.sinkProperties(), AdminClientConfig.configNames());
    assertThat(client).doesNotContainKey("linger.ms");
    assertThat(new AdminClientConfig(client).getString("sasl.mechanism")).isEqualTo("PLAIN");
  }

  @Test
  void serversWithoutAPortAreRefusedInOneLine() {
    BrokerPreparation preparation = new BrokerPreparation(JobOptions.of("kafka"));
    Definitions none =
        Definitions.of(
            "t.sql", "CREATE STREAM s (x INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON');");
    assertThatThrownBy(() -> preparation.prepare(none.plan()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Kafka at [kafka] cannot be reached with these options: Invalid url in"
                + " bootstrap.servers: kafka. Check --bootstrap-servers HOST:PORT,"
                + " --kafka.sink.OPTION and --kafka.source.OPTION.");
  }

  @Test
  void aTopicThatSomebodyElseCreatesMeanwhileIsNoFailure() throws Exception {
    KafkaFutureImpl<Void> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(new TopicExistsException("orders"));
    assertThat(BrokerPreparation.created(answer).get()).isFalse();
    assertThat(BrokerPreparation.created(KafkaFutureImpl.completedFuture(null)).get()).isTrue();
  }

  @Test
  void aTopicThatMayNotBeCreatedIsAFailure() {
    KafkaFutureImpl<Void> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(new TopicAuthorizationException("orders"));
    assertThatThrownBy(() -> BrokerPreparation.created(answer).get())
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }
}
