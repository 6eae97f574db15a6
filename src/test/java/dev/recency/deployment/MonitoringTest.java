package dev.recency.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Files of Prometheus and Grafana: whole, and at one with docker-compose.yml. Whether a job has the
 * metrics that they name tests {@code DashboardIT}.
 */
final class MonitoringTest {
  private static final Path PROMETHEUS = Path.of("deploy", "prometheus");
  private static final Path GRAFANA = Path.of("deploy", "grafana");
  private static final int GRID_WIDTH = 24;

  private static JsonNode services;

  @BeforeAll
  static void read() throws IOException {
    services = ComposeRules.read(Path.of("docker-compose.yml")).get("services");
  }

  private static JsonNode yaml(Path file) throws IOException {
    return ComposeRules.read(file);
  }

  @Test
  void prometheusReadsEveryProcessOfFlink() throws IOException {
    JsonNode root = yaml(PROMETHEUS.resolve("prometheus.yml"));
    for (JsonNode rules : root.get("rule_files")) {
      assertThat(PROMETHEUS.resolve(rules.asText())).exists();
    }
    JsonNode discovery = root.get("scrape_configs").get(0).get("dns_sd_configs").get(0);
    Set<String> found = new HashSet<>();
    discovery.get("names").forEach(name -> found.add(name.asText()));
    assertThat(found).containsExactlyInAnyOrder("jobmanager", "taskmanager");
    assertThat(services.properties()).extracting(each -> each.getKey()).containsAll(found);
    assertThat(Files.readString(Path.of("flink-conf", "config.yaml")))
        .contains("\nmetrics.reporter.prom.port: " + discovery.get("port").asInt() + "-");
    assertThat(services.get("prometheus").get("command").get(0).asText())
        .isEqualTo("--config.file=/etc/prometheus/prometheus.yml");
  }

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDo() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode group : yaml(PROMETHEUS.resolve("alerts.yml")).get("groups")) {
      assertThat(group.get("name").asText()).startsWith("recency-");
      for (JsonNode rule : group.get("rules")) {
        String name = rule.get("alert").asText();
        names.add(name);
        assertThat(alertMistakes(rule)).as(name).isEmpty();
      }
    }
    assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
  }

  @Test
  void anAlertThatIsNotWholeIsFound() throws IOException {
    String whole =
        """
        alert: RecencyX
        expr: max(a) > 1
        for: 5m
        labels: {severity: warning}
        annotations: {summary: s, description: d}
        """;
    assertThat(alertMistakes(new YAMLMapper().readTree(whole))).isEmpty();
    for (String[] change :
        new String[][] {
          {"max(a)", "max(a"},
          {"5m", "5 minutes"},
          {"warning", "bad"},
          {", description: d", ""},
          {"for:", "fro:"}
        }) {
      assertThat(alertMistakes(new YAMLMapper().readTree(whole.replace(change[0], change[1]))))
          .as(change[1])
          .isNotEmpty();
    }
  }

  private static List<String> alertMistakes(JsonNode rule) {
    List<String> mistakes = new ArrayList<>();
    rule.fieldNames()
        .forEachRemaining(
            key -> {
              if (!Set.of("alert", "expr", "for", "keep_firing_for", "labels", "annotations")
                  .contains(key)) {
                mistakes.add("unknown key " + key);
              }
            });
    String query = rule.path("expr").asText();
    if (query.isBlank() || count(query, '(') != count(query, ')') || count(query, '"') % 2 != 0) {
      mistakes.add("no query: " + query);
    }
    for (String length : List.of("for", "keep_firing_for")) {
      if (!rule.path(length).asText("1s").matches("\\d+[smh]")) {
        mistakes.add("no length of time: " + rule.get(length));
      }
    }
    if (!Set.of("warning", "critical").contains(rule.path("labels").path("severity").asText())) {
      mistakes.add("no severity");
    }
    for (String text : List.of("summary", "description")) {
      if (rule.path("annotations").path(text).asText().isBlank()) {
        mistakes.add("no " + text);
      }
    }
    return mistakes;
  }

  private static long count(String text, char character) {
    return text.chars().filter(each -> each == character).count();
  }

  @Test
  void grafanaFindsItsSourceAndItsDashboard() throws IOException {
    JsonNode source =
        yaml(GRAFANA.resolve("provisioning/datasources/prometheus.yml")).get("datasources").get(0);
    String port = services.get("prometheus").get("ports").get(0).asText().split(":")[2];
    assertThat(source.get("url").asText()).isEqualTo("http://prometheus:" + port);
    String path =
        yaml(GRAFANA.resolve("provisioning/dashboards/recency.yml"))
            .get("providers")
            .get(0)
            .get("options")
            .get("path")
            .asText();
    List<String> mounts = new ArrayList<>();
    services.get("grafana").get("volumes").forEach(each -> mounts.add(each.asText()));
    assertThat(mounts)
        .contains("./deploy/grafana/dashboards:" + path + ":ro")
        .contains("./deploy/grafana/provisioning:/etc/grafana/provisioning:ro");
    JsonNode dashboard = dashboard();
    assertThat(dashboard.findValuesAsText("uid").stream().filter(each -> !each.equals("recency")))
        .containsOnly(source.get("uid").asText());
    assertThat(
            services
                .get("grafana")
                .get("environment")
                .get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .asText())
        .isEqualTo(path + "/recency.json");
  }

  @Test
  void everyPanelHasAPlaceAnExplanationAndAQuery() throws IOException {
    Set<String> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard().get("panels")) {
      String title = panel.get("title").asText();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      assertThat(panel.get("description").asText()).as(title).isNotBlank();
      JsonNode place = panel.get("gridPos");
      int left = place.get("x").asInt();
      int top = place.get("y").asInt();
      assertThat(left + place.get("w").asInt()).as(title).isLessThanOrEqualTo(GRID_WIDTH);
      for (int x = left; x < left + place.get("w").asInt(); x++) {
        for (int y = top; y < top + place.get("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as("%s covers no other panel", title).isTrue();
        }
      }
      Set<String> references = new HashSet<>();
      for (JsonNode target : panel.get("targets")) {
        String query = target.get("expr").asText();
        assertThat(references.add(target.get("refId").asText())).as(title).isTrue();
        assertThat(count(query, '(')).as(query).isEqualTo(count(query, ')'));
        assertThat(query).contains("job_name=~\"$job\"");
      }
      assertThat(references).as(title).isNotEmpty();
    }
  }

  /** A part of the balance alone is no balance: where the alert waits, the panels wait. */
  @Test
  void thePanelsOfTheBalanceWaitForWhatTheAlertWaitsFor() throws IOException {
    JsonNode alert =
        yaml(PROMETHEUS.resolve("alerts.yml")).get("groups").get(0).get("rules").get(0);
    String guard = " and on " + alert.get("expr").asText().split(" and on ", 2)[1];
    List<String> panels = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        String query = target.get("expr").asText().replaceAll("\\{[^}]*\\}", "");
        if (query.contains("partition_balance")) {
          panels.add(panel.get("title").asText());
          assertThat(query).contains(guard);
        }
      }
    }
    assertThat(alert.get("alert").asText()).isEqualTo("RecencyRecordsUnaccountedFor");
    assertThat(panels).containsExactlyInAnyOrder("Unaccounted records", "Balance");
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(GRAFANA.resolve("dashboards/recency.json").toFile());
  }
}
