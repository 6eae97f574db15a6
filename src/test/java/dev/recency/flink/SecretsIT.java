package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.JobID;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A secret that would sing wherever it is seen: it must be silent. */
final class SecretsIT {
  @RegisterExtension static final SharedRuntime RUNTIME = new SharedRuntime();

  private static final String CANARY = "canary-4711";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private Path definitions(String topic) throws IOException {
    return Files.writeString(
        directory.resolve("secrets.sql"),
        """
        CREATE STREAM birds (seat INT) WITH (KAFKA_TOPIC='%1$s', VALUE_FORMAT='JSON');
        CREATE STREAM cages WITH (KAFKA_TOPIC='%1$s-cages') AS SELECT seat FROM birds EMIT CHANGES;
        """
            .formatted(topic));
  }

  private Path properties(String... lines) throws IOException {
    return Files.writeString(directory.resolve("job.properties"), String.join("\n", lines));
  }

  @Test
  void aRunningJobShowsItsSecretsNowhere() throws Exception {
    Path file =
        properties(
            "kafka.ssl.key.password = " + CANARY,
            "kafka.source.sasl.jaas.config = " + LOGIN + CANARY + "\";");
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (CapturedLog log = CapturedLog.of(CANARY)) {
      String name =
          FeatureJob.prepare(
              environment,
              Map.of("RECENCY_KAFKA_SINK_SSL_KEYSTORE_PASSWORD", CANARY),
              new PrintStream(told, true, StandardCharsets.UTF_8),
              "--sql=" + definitions("birds"),
              "--bootstrap-servers=" + RUNTIME.bootstrapServers(),
              "--job-name=birds-job",
              "--properties=" + file);
      assertThat(told.toString(StandardCharsets.UTF_8))
          .contains("recency: option job-name = birds-job (flag)")
          .contains("recency: option kafka.sink.ssl.keystore.password = ")
          .doesNotContain(CANARY);
      assertThat(bytes(environment.getStreamGraph(false).getJobGraph()))
          .contains("${file:" + file + ":kafka.ssl.key.password}")
          .contains("${env:RECENCY_KAFKA_SINK_SSL_KEYSTORE_PASSWORD}")
          .doesNotContain(CANARY);
      JobID job = RUNTIME.cluster().submit(environment, name);
      try {
        RUNTIME.topics().load(List.of("{\"seat\":1}").iterator(), SecretsIT::record);
        Awaitility.await()
            .atMost(TestJob.PATIENCE)
            .until(() -> Counts.of(RUNTIME.metrics(), job, "CAGES").commands() == 1);
        String pages = String.join("\n", pages(job));
        assertThat(pages).contains("birds-job", "\"jvm\"").doesNotContain(CANARY);
      } finally {
        RUNTIME.cluster().cancel(job);
      }
      assertThat(log.telling()).isEmpty();
      assertThat(log.seen()).isPositive();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>("birds", value.getBytes(StandardCharsets.UTF_8));
  }

  private static String bytes(JobGraph graph) throws IOException {
    return new String(InstantiationUtil.serializeObject(graph), StandardCharsets.ISO_8859_1);
  }

  /** Every page of the web interface about the job, the cluster and its processes. */
  private static List<String> pages(JobID job) throws Exception {
    URI address = RUNTIME.cluster().miniCluster().getRestAddress().get();
    List<String> paths = new ArrayList<>();
    for (String path : List.of("config", "environment", "thread-dump")) {
      paths.add("/jobmanager/" + path);
    }
    for (String path :
        List.of(
            "",
            "/config",
            "/plan",
            "/exceptions",
            "/checkpoints",
            "/checkpoints/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/accumulators",
            "/status")) {
      paths.add("/jobs/" + job + path);
    }
    paths.addAll(List.of("/config", "/overview", "/jobs/overview", "/taskmanagers", "/jars"));
    JsonNode vertices = JSON.readTree(page(address, "/jobs/" + job)).get("vertices");
    for (JsonNode vertex : vertices) {
      paths.add("/jobs/" + job + "/vertices/" + vertex.get("id").asText());
      paths.add("/jobs/" + job + "/vertices/" + vertex.get("id").asText() + "/accumulators");
    }
    for (JsonNode each : JSON.readTree(page(address, "/taskmanagers")).get("taskmanagers")) {
      paths.add("/taskmanagers/" + each.get("id").asText());
      paths.add("/taskmanagers/" + each.get("id").asText() + "/thread-dump");
    }
    List<String> pages = new ArrayList<>();
    for (String path : paths) {
      pages.add(page(address, path));
    }
    return pages;
  }

  private static String page(URI address, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void aJobThatIsRefusedTellsNoSecret() throws IOException {
    Path store = Files.writeString(directory.resolve("keys.p12"), "no key store");
    List<Path> files =
        List.of(
            properties(
                "kafka.security.protocol = SSL",
                "kafka.ssl.keystore.location = " + store,
                "kafka.ssl.keystore.password = " + CANARY),
            Files.writeString(
                directory.resolve("login.properties"),
                "kafka.security.protocol = SASL_PLAINTEXT\nkafka.sasl.mechanism = PLAIN\n"
                    + "kafka.sasl.jaas.config = "
                    + LOGIN
                    + CANARY
                    + "\""),
            Files.writeString(
                directory.resolve("pem.properties"),
                "kafka.security.protocol = SSL\nkafka.ssl.keystore.type = PEM\n"
                    + "kafka.ssl.keystore.key = "
                    + CANARY
                    + "\nkafka.ssl.keystore.certificate.chain = "
                    + CANARY));
    Path sql = definitions("refused");
    try (CapturedLog log = CapturedLog.of(CANARY)) {
      for (Path file : files) {
        assertThatThrownBy(() -> prepare(sql, file))
            .isInstanceOf(JobRefusedException.class)
            .satisfies(failure -> assertThat(trace(failure)).doesNotContain(CANARY));
        Cli cli =
            Cli.run(
                "run",
                sql.toString(),
                "--verbose",
                "--properties",
                file.toString(),
                "--bootstrap-servers",
                RUNTIME.bootstrapServers());
        assertThat(cli.code()).isEqualTo(4);
        assertThat(cli.err()).contains("are not usable: ", "\tat ").doesNotContain(CANARY);
      }
      assertThat(log.telling()).isEmpty();
    }
  }

  private static void prepare(Path sql, Path file) {
    FeatureJob.prepare(
        RUNTIME.cluster().environment(),
        Map.of(),
        System.err,
        "--sql=" + sql,
        "--bootstrap-servers=" + RUNTIME.bootstrapServers(),
        "--properties=" + file);
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  /** The same message without what tells the redactor that it is a secret: it must be seen. */
  @Test
  void aMessageThatHoldsASecretIsRedactedAndWouldOtherwiseBeCaught() throws IOException {
    String sql = definitions("redacted").toString();
    Map<String, String> secret = Map.of("RECENCY_KAFKA_SSL_KEY_PASSWORD", CANARY);
    for (String[] arguments :
        List.of(
            new String[] {"run", sql, "--bootstrap-servers", CANARY},
            new String[] {"run", sql, "--verbose", "--bootstrap-servers", CANARY})) {
      Cli hidden = Cli.in(secret, arguments);
      assertThat(hidden.err()).contains("[[hidden]]").doesNotContain(CANARY);
      assertThat(Cli.run(arguments).err()).contains(CANARY);
    }
  }

  @Test
  void aSecretInTheGraphOrInTheLogWouldBeCaught() throws IOException {
    StreamExecutionEnvironment environment = RUNTIME.cluster().environment();
    Properties plain = new Properties();
    plain.setProperty("ssl.key.password", CANARY);
    environment
        .fromData("a")
        .sinkTo(
            KafkaSink.<String>builder()
                .setBootstrapServers("k:1")
                .setKafkaProducerConfig(plain)
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.builder()
                        .setTopic("t")
                        .setKafkaValueSerializer(StringSerializer.class)
                        .build())
                .build());
    assertThat(bytes(environment.getStreamGraph().getJobGraph())).contains(CANARY);
    try (CapturedLog log = CapturedLog.of(CANARY)) {
      LoggerFactory.getLogger("org.apache.kafka.any").debug("password {}", CANARY);
      assertThat(log.telling()).hasSize(1);
    }
  }
}
