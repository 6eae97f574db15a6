package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** No Docker engine runs in the build: the file is compared with what the images document. */
final class DockerComposeTest {
  private static JsonNode services;
  private static JsonNode volumes;

  @BeforeAll
  static void read() throws IOException {
    // SnakeYAML resolves the merge keys, which Jackson leaves as they are.
    Object tree;
    try (Reader reader = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
      tree = new Yaml(new LoaderOptions()).load(reader);
    }
    JsonNode root = new YAMLMapper().valueToTree(tree);
    services = root.get("services");
    volumes = root.get("volumes");
  }

  @Test
  void imagesArePinnedToTheVersionsThatTheBuildUses() throws IOException {
    assertThat(image("kafka")).isEqualTo("apache/kafka:" + property("kafka.version"));
    assertThat(image("jobmanager")).isEqualTo("flink:" + property("flink.version") + "-java17");
    assertThat(image("taskmanager")).isEqualTo(image("jobmanager"));
    assertThat(image("ksqldb-server")).matches("confluentinc/cp-ksqldb-server:\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void everyPortIsBoundToTheLoopbackAddress() {
    assertThat(names()).containsExactly("jobmanager", "kafka", "ksqldb-server", "taskmanager");
    List<String> ports = new ArrayList<>();
    services.forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));
    assertThat(ports)
        .containsExactlyInAnyOrder(
            "127.0.0.1:9092:9092", "127.0.0.1:8081:8081", "127.0.0.1:8088:8088");
  }

  @Test
  void noContainerRunsAsRootOrCanBecomeIt() {
    for (JsonNode service : services) {
      assertThat(service.get("user").asText()).matches("[1-9]\\d*:[1-9]\\d*");
      assertThat(service.get("security_opt").get(0).asText()).isEqualTo("no-new-privileges:true");
      assertThat(service.get("cap_drop").get(0).asText()).isEqualTo("ALL");
      assertThat(service.has("privileged")).isFalse();
    }
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
      Map<String, String> mounts = mounts(service);
      assertThat(mounts)
          .containsEntry("./flink-conf/config.yaml", "/opt/flink/conf/config.yaml:ro")
          .containsEntry(
              "./flink-conf/log4j-console.properties",
              "/opt/flink/conf/log4j-console.properties:ro")
          .containsEntry("flink-state", "/opt/recency/state");
      mounts.keySet().stream()
          .filter(source -> source.startsWith("./") && !source.equals("./target"))
          .forEach(source -> assertThat(new File(source)).exists());
    }
    assertThat(mounts("kafka"))
        .containsEntry(
            "kafka-data", services.get("kafka").get("environment").get("KAFKA_LOG_DIRS").asText());
    assertThat(volumes.has("kafka-data") && volumes.has("flink-state")).isTrue();
    assertThat(volumes.get("flink-state").get("driver_opts").get("o").asText())
        .startsWith("uid=9999,gid=9999,");
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
