package dev.recency.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What Compose demands of a file, as far as ours uses it, and what we demand: no engine needed. */
final class ComposeRules {
  private static final Set<String> KEYS =
      Set.of(
          "image",
          "profiles",
          "user",
          "security_opt",
          "cap_drop",
          "read_only",
          "entrypoint",
          "command",
          "restart",
          "tty",
          "stdin_open",
          "ports",
          "environment",
          "volumes",
          "tmpfs",
          "healthcheck",
          "depends_on");
  private static final Set<String> CONDITIONS =
      Set.of("service_started", "service_healthy", "service_completed_successfully");
  private static final Set<String> RESTARTS =
      Set.of("no", "always", "on-failure", "unless-stopped");

  /** Made by the build, which has not happened when the unit tests run. */
  private static final String BUILT = "./target";

  private final JsonNode root;
  private final List<String> mistakes = new ArrayList<>();

  private ComposeRules(JsonNode root) {
    this.root = root;
  }

  static JsonNode read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** SnakeYAML resolves the merge keys, which Jackson leaves as they are. */
  static JsonNode parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object tree = new Yaml(options).load(text);
    return new YAMLMapper().valueToTree(tree);
  }

  /** Every rule that is broken, with the service. */
  static List<String> mistakes(JsonNode root) {
    ComposeRules rules = new ComposeRules(root);
    root.get("services").properties().forEach(each -> rules.check(each.getKey(), each.getValue()));
    return rules.mistakes;
  }

  private void check(String name, JsonNode service) {
    service
        .fieldNames()
        .forEachRemaining(key -> demand(KEYS.contains(key), name, "unknown key " + key));
    demand(
        service
            .path("image")
            .asText()
            .matches("[a-z][a-z0-9/-]*:v?\\d+\\.\\d+\\.\\d+(-[a-z0-9]+)?"),
        name,
        "image is not pinned to a version");
    demand(service.path("user").asText().matches("[1-9]\\d*:[1-9]\\d*"), name, "user is root");
    demand(
        service.path("security_opt").toString().equals("[\"no-new-privileges:true\"]"),
        name,
        "security_opt lets it become root");
    demand(service.path("cap_drop").toString().equals("[\"ALL\"]"), name, "cap_drop keeps some");
    each(
        name,
        service.path("ports"),
        "port is not of 127.0.0.1",
        port -> port.asText().matches("127\\.0\\.0\\.1:\\d{4,5}:\\d{4,5}"));
    each(
        name,
        service.path("environment"),
        "environment has a value that is no text",
        value -> value.isTextual() && !value.asText().isEmpty());
    each(name, service.path("volumes"), "volume is not there, or not read-only", this::mounted);
    demand(
        !service.has("restart")
            || (service.get("restart").isTextual()
                && RESTARTS.contains(service.get("restart").asText())),
        name,
        "restart is none of " + RESTARTS);
    checkHealth(name, service.path("healthcheck"));
    checkOrder(name, service.path("depends_on"));
  }

  private boolean mounted(JsonNode volume) {
    String[] parts = volume.asText().split(":", -1);
    if (!parts[0].startsWith("./")) {
      return parts.length == 2 && root.path("volumes").has(parts[0]);
    }
    return parts.length == 3
        && parts[2].equals("ro")
        && (parts[0].equals(BUILT) || Files.exists(Path.of(parts[0])));
  }

  private void checkHealth(String name, JsonNode check) {
    if (check.isMissingNode()) {
      return;
    }
    boolean right =
        check.get("test").get(0).asText().equals("CMD")
            && check.get("interval").asText().matches("\\d+s")
            && check.get("timeout").asText().matches("\\d+s")
            && check.get("retries").isInt()
            && check.size() == 4;
    demand(right, name, "healthcheck is not a command with interval, timeout and retries");
  }

  private void checkOrder(String name, JsonNode dependencies) {
    for (JsonNode each :
        dependencies.isArray() ? dependencies : new YAMLMapper().createArrayNode()) {
      demand(root.get("services").has(each.asText()), name, "depends on nothing: " + each);
    }
    if (dependencies.isObject()) {
      dependencies
          .properties()
          .forEach(
              each -> {
                JsonNode other = root.get("services").path(each.getKey());
                String condition = each.getValue().path("condition").asText();
                demand(!other.isMissingNode(), name, "depends on nothing: " + each.getKey());
                demand(CONDITIONS.contains(condition), name, "depends on an unknown condition");
                demand(
                    !condition.equals("service_healthy") || other.has("healthcheck"),
                    name,
                    "depends on the health of what has no check: " + each.getKey());
              });
    }
  }

  private void each(String name, JsonNode values, String mistake, Predicate<JsonNode> rule) {
    values.forEach(value -> demand(rule.test(value), name, mistake + ": " + value));
  }

  private void demand(boolean kept, String service, String mistake) {
    if (!kept) {
      mistakes.add(service + ": " + mistake);
    }
  }
}
