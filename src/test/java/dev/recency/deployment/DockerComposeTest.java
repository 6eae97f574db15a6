package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.recency.cli.Cli;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No Docker engine runs in the build: the file is compared with what the images document. */
final class DockerComposeTest {
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private static JsonNode services;
  private static JsonNode volumes;

  @BeforeAll
  static void read() throws IOException {
    JsonNode root = ComposeRules.read(Path.of("docker-compose.yml"));
    services = root.get("services");
    volumes = root.get("volumes");
  }

  @Test
  void theFileKeepsEveryRuleOfComposeAndOurs() throws IOException {
    assertThat(ComposeRules.mistakes(ComposeRules.read(Path.of("docker-compose.yml")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image: prom/prometheus:v3.5.0 | image: prom/prometheus:latest | prometheus: image",
        "image: prom/prometheus:v3.5.0 | image: prom/prometheus:v3 | prometheus: image",
        "127.0.0.1:9090:9090 | 9090:9090 | prometheus: port",
        "./deploy/prometheus:/etc/prometheus:ro | ./deploy/prometeus:/etc/prometheus:ro | prometheus: volume",
        "./deploy/prometheus:/etc/prometheus:ro | ./deploy/prometheus:/etc/prometheus | prometheus: volume",
        "prometheus-data:/prometheus | data:/prometheus | prometheus: volume",
        "user: \"472:472\" | user: root | grafana: user",
        "profiles: [ksqldb] | profile: [ksqldb] | ksqldb-cli: unknown key profile",
        "      - prometheus\\n | `      - prometeus\\n` | grafana: depends on",
        "interval: 10s | interval: 10 | kafka: healthcheck",
        "KAFKA_NODE_ID: \"1\" | KAFKA_NODE_ID: 1 | kafka: environment",
        "cap_drop: [ALL] | cap_drop: [NET_RAW] | cap_drop",
        "restart: \"no\" | restart: sometimes | job: restart"
      })
  void aFileThatBreaksARuleIsFound(String right, String wrong, String mistake) throws IOException {
    String file = Files.readString(Path.of("docker-compose.yml"));
    String from = right.replace("\\n", "\n");
    assertThat(file).contains(from);
    JsonNode broken = ComposeRules.parse(file.replace(from, wrong.replace("\\n", "\n")));
    assertThat(ComposeRules.mistakes(broken))
        .anySatisfy(each -> assertThat(each).contains(mistake));
  }

  @Test
  void imagesArePinnedToTheVersionsThatTheBuildUses() throws IOException {
    assertThat(image("kafka")).isEqualTo("apache/kafka:" + property("kafka.version"));
    assertThat(image("jobmanager")).isEqualTo("flink:" + property("flink.version") + "-java17");
    assertThat(image("taskmanager")).isEqualTo(image("jobmanager"));
    assertThat(image("job")).isEqualTo(image("jobmanager"));
    assertThat(image("apply")).isEqualTo(image("jobmanager"));
    assertThat(image("ksqldb-cli")).isEqualTo(image("ksqldb-server").replace("server", "cli"));
  }

  @Test
  void everyPortIsBoundToTheLoopbackAddress() {
    assertThat(names())
        .containsExactly(
            "apply",
            "grafana",
            "job",
            "jobmanager",
            "kafka",
            "ksqldb-cli",
            "ksqldb-server",
            "prometheus",
            "taskmanager");
    List<String> ports = new ArrayList<>();
    services.forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));
    assertThat(ports)
        .containsExactlyInAnyOrder(
            "127.0.0.1:3000:3000",
            "127.0.0.1:8081:8081",
            "127.0.0.1:8088:8088",
            "127.0.0.1:9090:9090",
            "127.0.0.1:9092:9092");
  }

  @Test
  void listenersOfTheBrokerAgreeWithEachOtherAndWithTheirUsers() {
    JsonNode kafka = services.get("kafka").get("environment");
    Map<String, String> listeners = addresses(kafka.get("KAFKA_LISTENERS").asText());
    Map<String, String> advertised = addresses(kafka.get("KAFKA_ADVERTISED_LISTENERS").asText());
    Set<String> mapped =
        Arrays.stream(kafka.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").asText().split(","))
            .map(each -> each.split(":", 2)[0])
            .collect(Collectors.toSet());
    String controller = kafka.get("KAFKA_CONTROLLER_LISTENER_NAMES").asText();

    assertThat(mapped).isEqualTo(listeners.keySet());
    assertThat(advertised.keySet())
        .isEqualTo(
            listeners.keySet().stream()
                .filter(name -> !name.equals(controller))
                .collect(Collectors.toSet()));
    advertised.forEach((name, address) -> assertThat(address).endsWith(listeners.get(name)));
    assertThat(advertised).containsKey(kafka.get("KAFKA_INTER_BROKER_LISTENER_NAME").asText());
    assertThat(kafka.get("KAFKA_CONTROLLER_QUORUM_VOTERS").asText())
        .isEqualTo(kafka.get("KAFKA_NODE_ID").asText() + "@kafka" + listeners.get(controller));
    assertThat(advertised.get("HOST")).isEqualTo("127.0.0.1:9092");
    assertThat(services.get("ksqldb-server").get("environment").get("KSQL_BOOTSTRAP_SERVERS"))
        .hasToString('"' + advertised.get("INTERNAL") + '"');
  }

  @Test
  void oneBrokerIsEnoughForGroupsAndTransactions() {
    JsonNode kafka = services.get("kafka").get("environment");
    assertThat(
            Stream.of(
                    "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR",
                    "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR",
                    "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR")
                .map(name -> kafka.get(name).asText()))
        .containsOnly("1");
  }

  @Test
  void whatIsMountedExistsAndStandsWhereTheImagesLookForIt() {
    for (String service : List.of("jobmanager", "taskmanager")) {
      assertThat(services.get(service).get("command").asText()).isEqualTo(service);
    }
    for (String service : List.of("jobmanager", "taskmanager", "job", "apply")) {
      Map<String, String> mounts = mounts(service);
      assertThat(mounts)
          .containsEntry("./flink-conf/config.yaml", "/opt/flink/conf/config.yaml:ro")
          .containsEntry(
              "./flink-conf/log4j-console.properties",
              "/opt/flink/conf/log4j-console.properties:ro")
          .containsEntry("flink-state", "/opt/recency/state");
    }
    assertThat(mounts("kafka"))
        .containsEntry(
            "kafka-data", services.get("kafka").get("environment").get("KAFKA_LOG_DIRS").asText());
    assertThat(volumes.has("kafka-data") && volumes.has("flink-state")).isTrue();
    assertThat(volumes.get("flink-state").get("driver_opts").get("o").asText())
        .startsWith("uid=9999,gid=9999,");
  }

  @Test
  void theJobIsSubmittedByAScriptThatFindsWhatItNames() throws IOException {
    Map<String, String> mounts = mounts("job");
    String script = services.get("job").get("command").get(0).asText();
    assertThat(mounts).containsEntry("./deploy/submit.sh", script + ":ro");
    String text = Files.readString(Path.of("deploy", "submit.sh"));
    assertThat(text)
        .contains(mounts.get("./target").replace(":ro", "") + "/recency-job.jar ")
        .contains("--sql " + mounts.get("./features").replace(":ro", "") + " ");
    assertThat(Files.isExecutable(Path.of("deploy", "submit.sh"))).isTrue();
    JsonNode environment = services.get("job").get("environment");
    JobSettings settings =
        JobSettings.read(
            Map.of(), new YAMLMapper().convertValue(environment, STRINGS), new Redactor());
    assertThat(settings.value("bootstrap-servers")).hasValue("kafka:29092");
    assertThat(settings.value("job-name")).hasValue("recency");
  }

  /** Kafka has another address for programs on this machine, so none of them can apply. */
  @Test
  void featuresAreAppliedFromAContainerThatFindsThem() {
    JsonNode apply = services.get("apply");
    Map<String, String> mounts = mounts("apply");
    assertThat(mounts)
        .containsEntry("./deploy/apply.sh", apply.get("entrypoint").get(0).asText() + ":ro");
    assertThat(apply.get("environment")).isEqualTo(services.get("job").get("environment"));
    assertThat(mounts)
        .containsEntry("./target", "/opt/recency/target:ro")
        .containsEntry("./features", "/opt/recency/features:ro");
  }

  @Test
  void ksqldbGetsTheFormOfTheFeaturesThatItAccepts() throws IOException {
    assertThat(mounts("ksqldb-cli")).containsEntry("./deploy/ksqldb", "/opt/recency/ksqldb:ro");
    Cli check =
        Cli.run(
            "check",
            "features/live-room-context.sql",
            "features/match.sql",
            "features/user-profile.sql",
            "--ksqldb");
    String statements =
        Files.readString(Path.of("deploy", "ksqldb", "features.sql")).replaceAll("(?m)^--.*\n", "");
    assertThat(statements).isEqualTo(check.out()).contains("WINDOW HOPPING");
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    services.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String image(String service) {
    return services.get(service).get("image").asText();
  }

  private static Map<String, String> mounts(String service) {
    Map<String, String> mounts = new LinkedHashMap<>();
    for (JsonNode volume : services.get(service).get("volumes")) {
      String[] parts = volume.asText().split(":", 2);
      mounts.put(parts[0], parts[1]);
    }
    return mounts;
  }

  /** {@code NAME://host:port,…} as a map from the name to {@code host:port}. */
  private static Map<String, String> addresses(String listeners) {
    return Arrays.stream(listeners.split(","))
        .map(each -> each.split("://", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static String property(String name) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String open = "<" + name + ">";
    int start = pom.indexOf(open) + open.length();
    return pom.substring(start, pom.indexOf('<', start));
  }
}
