package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.recency.flink.JobArguments;
import dev.recency.flink.options.JobSettings;
import dev.recency.flink.options.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The resource for the Flink Kubernetes Operator, compared with what the operator documents. */
final class FlinkDeploymentTest {
  private static final Set<String> SPEC_KEYS =
      Set.of(
          "image",
          "imagePullPolicy",
          "flinkVersion",
          "mode",
          "serviceAccount",
          "restartNonce",
          "flinkConfiguration",
          "podTemplate",
          "jobManager",
          "taskManager",
          "job");
  private static final Set<String> JOB_KEYS =
      Set.of(
          "jarURI",
          "entryClass",
          "args",
          "parallelism",
          "state",
          "upgradeMode",
          "allowNonRestoredState");

  /** What the operator sets itself or keeps in another place, as the resource or its own store. */
  private static final List<String> OF_THE_OPERATOR =
      List.of(
          "jobmanager.",
          "taskmanager.bind-host",
          "taskmanager.memory.",
          "rest.",
          "jobstore.",
          "parallelism.default",
          "env.java.opts.all");

  /** Of one machine there, of many here. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir",
          "metrics.reporter.prom.port");

  private static final String SECRET =
      "org.apache.kafka.common.security.scram.ScramLoginModule required password=\"canary\";";

  private static JsonNode resource;
  private static JsonNode spec;

  @BeforeAll
  static void read() throws IOException {
    resource = new YAMLMapper().readTree(Path.of("deploy", "flinkdeployment.yaml").toFile());
    spec = resource.get("spec");
  }

  @Test
  void itIsAnApplicationThatIsUpgradedBySavepoint() throws IOException {
    assertThat(resource.get("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(resource.get("kind").asText()).isEqualTo("FlinkDeployment");
    assertThat(resource.get("metadata").get("name").asText()).matches("[a-z]([a-z0-9-]{0,40})");
    assertThat(keys(spec)).isEqualTo(SPEC_KEYS);
    assertThat(keys(spec.get("job"))).isEqualTo(JOB_KEYS);
    assertThat(spec.get("mode").asText()).isEqualTo("native");
    assertThat(spec.get("job").get("state").asText()).isEqualTo("running");
    assertThat(spec.get("job").get("upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(spec.get("job").get("allowNonRestoredState").asBoolean()).isFalse();
    String version = Files.readString(Path.of("pom.xml")).split("<flink.version>")[1];
    assertThat(spec.get("flinkVersion").asText())
        .isEqualTo("v" + version.split("\\.")[0] + "_" + version.split("\\.")[1]);
  }

  @Test
  void itsImageIsFlinksWithTheJobWhereTheResourceLooksForIt() throws Exception {
    List<String> image = Files.readAllLines(Path.of("deploy", "Dockerfile"));
    JsonNode compose = ComposeRules.read(Path.of("docker-compose.yml")).get("services");
    assertThat(image)
        .contains("FROM " + compose.get("jobmanager").get("image").asText())
        .contains("USER " + compose.get("jobmanager").get("user").asText());
    String jar = spec.get("job").get("jarURI").asText().replaceFirst("^local://", "");
    assertThat(image).contains("COPY target/recency-job.jar " + jar);
    assertThat(String.join("\n", image)).contains("-t " + spec.get("image").asText() + " ");
    assertThat(
            Class.forName(spec.get("job").get("entryClass").asText())
                .getMethod("main", String[].class))
        .isNotNull();
  }

  @Test
  void settingsAreThoseOfTheSessionClusterButForStorage() {
    Configuration shipped = GlobalConfiguration.loadConfiguration("flink-conf");
    JsonNode own = spec.get("flinkConfiguration");
    own.forEach(value -> assertThat(value.isTextual()).as("%s is text", value).isTrue());
    Set<String> missing = new HashSet<>();
    for (Map.Entry<String, String> each : shipped.toMap().entrySet()) {
      String key = each.getKey();
      if (OF_THE_OPERATOR.stream().anyMatch(key::startsWith)) {
        assertThat(own.has(key)).as(key).isFalse();
      } else if (!own.has(key)) {
        missing.add(key);
      } else if (!DIFFERENT.contains(key)) {
        assertThat(own.get(key).asText()).as(key).isEqualTo(each.getValue());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(own.get("high-availability.type").asText()).isEqualTo("kubernetes");
    assertThat(FlinkSettingsTest.known()).containsAll(keys(own));
  }

  @Test
  void theJobTakesItsOptionsAndNoSecretTravelsWithIt() throws IOException {
    List<String> arguments = new ArrayList<>();
    spec.get("job").get("args").forEach(each -> arguments.add(each.asText()));
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container().get("env")) {
      boolean secret = variable.has("valueFrom");
      assertThat(secret || variable.get("value").isTextual()).isTrue();
      environment.put(
          variable.get("name").asText(), secret ? SECRET : variable.get("value").asText());
    }
    JobArguments parsed =
        JobArguments.parse(environment, new Redactor(), arguments.toArray(String[]::new));
    assertThat(parsed.options().sourceProperties())
        .isEqualTo(parsed.options().sinkProperties())
        .containsEntry("sasl.jaas.config", "${env:RECENCY_KAFKA_SASL_JAAS_CONFIG}")
        .doesNotContainValue(SECRET);
    assertThat(parsed.sql()).containsExactly(Path.of(mounts().get("features")));
    JobSettings settings = parsed.settings();
    assertThat(settings.value("job-name")).hasValue(resource.get("metadata").get("name").asText());
  }

  @Test
  void noProcessIsRootOrCanBecomeIt() {
    JsonNode pod = spec.get("podTemplate").get("spec");
    assertThat(pod.get("securityContext").get("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.get("securityContext").get("runAsUser").asInt()).isEqualTo(9999);
    JsonNode security = container().get("securityContext");
    assertThat(security.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.get("capabilities").get("drop").toString()).isEqualTo("[\"ALL\"]");
  }

  @Test
  void itsDefinitionsAreInAConfigMapOfTheirVersion() throws IOException {
    String name = spec.at("/podTemplate/spec/volumes/0/configMap/name").asText();
    assertThat(name).matches("recency-features-\\d+");
    assertThat(Files.readString(Path.of("deploy", "flinkdeployment.yaml")))
        .contains("kubectl create configmap " + name + " --from-file=features\n");
  }

  @Test
  void whatIsMountedIsAVolumeAndReadOnly() {
    Set<String> volumes = new HashSet<>();
    spec.get("podTemplate")
        .get("spec")
        .get("volumes")
        .forEach(volume -> volumes.add(volume.get("name").asText()));
    assertThat(mounts().keySet()).isEqualTo(volumes);
    container()
        .get("volumeMounts")
        .forEach(mount -> assertThat(mount.get("readOnly").asBoolean()).isTrue());
  }

  @Test
  void theMetricsAreExportedOnThePortThatPrometheusIsTold() {
    String port = spec.get("flinkConfiguration").get("metrics.reporter.prom.port").asText();
    assertThat(
            spec.get("podTemplate")
                .get("metadata")
                .get("annotations")
                .get("prometheus.io/port")
                .asText())
        .isEqualTo(port);
    assertThat(container().get("ports").get(0).get("containerPort").asText()).isEqualTo(port);
  }

  private static JsonNode container() {
    JsonNode container = spec.get("podTemplate").get("spec").get("containers").get(0);
    assertThat(container.get("name").asText()).isEqualTo("flink-main-container");
    return container;
  }

  private static Map<String, String> mounts() {
    Map<String, String> mounts = new HashMap<>();
    container()
        .get("volumeMounts")
        .forEach(each -> mounts.put(each.get("name").asText(), each.get("mountPath").asText()));
    return mounts;
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new HashSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
