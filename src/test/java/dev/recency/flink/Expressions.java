package dev.recency.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What dashboards and alerts ask Prometheus for: queries, with the labels that they go by. */
record Expressions(List<String> all) {
  static final Path DASHBOARD = Path.of("deploy", "grafana", "dashboards", "recency.json");
  static final Path ALERTS = Path.of("deploy", "prometheus", "alerts.yml");

  private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");
  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on|without) \\(([^)]*)\\)");
  private static final Pattern MATCHED = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"");
  private static final Pattern SHOWN =
      Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+)[^}]*\\}\\}");
  private static final Set<String> NO_LABEL = Set.of("value");

  /** Each with the legend or the words that show its labels. */
  static Expressions ofDashboardAndAlerts() throws IOException {
    List<String> all = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        all.add(target.get("expr").asText() + " " + target.get("legendFormat").asText());
      }
    }
    for (JsonNode variable : dashboard.get("templating").get("list")) {
      all.add(variable.get("definition").asText());
    }
    for (JsonNode group : new YAMLMapper().readTree(ALERTS.toFile()).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        all.add(rule.get("expr").asText() + " " + rule.get("annotations").get("summary").asText());
      }
    }
    return new Expressions(all);
  }

  /** What they need and Prometheus would not get: names, and labels of names, of metrics. */
  Set<String> missing(Map<String, Set<String>> labelsByName) {
    Set<String> missing = new TreeSet<>();
    for (String expression : all) {
      Set<String> labels = new TreeSet<>();
      for (String name : found(METRIC, expression)) {
        if (labelsByName.containsKey(name)) {
          labels.addAll(labelsByName.get(name));
        } else {
          missing.add(name);
        }
      }
      for (String label : labels(expression)) {
        if (!labels.contains(label)) {
          missing.add(label + " of " + expression);
        }
      }
    }
    return missing;
  }

  private static Set<String> labels(String expression) {
    Set<String> labels = new TreeSet<>(found(MATCHED, expression));
    labels.addAll(found(SHOWN, expression));
    for (String list : found(GROUPED, expression)) {
      labels.addAll(List.of(list.split(", ")));
    }
    labels.removeAll(NO_LABEL);
    return labels;
  }

  private static List<String> found(Pattern pattern, String text) {
    Stream<MatchResult> results = pattern.matcher(text).results();
    return results.map(each -> each.groupCount() == 0 ? each.group() : each.group(1)).toList();
  }
}
