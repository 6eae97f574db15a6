package dev.recency.deployment.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert rule.
 *
 * @param pendingMillis how long its condition has to hold at each evaluation
 * @param keepMillis how long it goes on when its condition does not hold any more
 */
record Alert(String name, Expression condition, long pendingMillis, long keepMillis) {
  /** All of a file, by name. */
  static SortedMap<String, Alert> read(Path file) throws IOException {
    SortedMap<String, Alert> alerts = new TreeMap<>();
    for (JsonNode group : new YAMLMapper().readTree(file.toFile()).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        Alert alert =
            new Alert(
                rule.get("alert").asText(),
                Parser.parse(rule.get("expr").asText()),
                Parser.millis(rule.path("for").asText("0s")),
                Parser.millis(rule.path("keep_firing_for").asText("0s")));
        alerts.put(alert.name(), alert);
      }
    }
    return alerts;
  }

  /** What one set of labels has gone through. */
  private static final class Instance {
    private long sinceMillis;
    private long lastMillis;
    private boolean firing;
  }

  /**
   * Evaluates it until the scrapes end, in their interval and between them.
   *
   * @return how often it began to fire, by the labels with which it did
   */
  SortedMap<String, Integer> run(Scrapes scrapes) {
    SortedMap<String, Integer> fired = new TreeMap<>();
    Map<Map<String, String>, Instance> active = new HashMap<>();
    long interval = scrapes.intervalMillis();
    for (long at = interval / 4; at <= scrapes.endMillis(); at += interval) {
      long now = at;
      var found = new Evaluator(scrapes.series(), now).of(condition).elements().keySet();
      for (Map<String, String> labels : found) {
        Instance instance = active.computeIfAbsent(labels, each -> started(now));
        instance.lastMillis = now;
        if (!instance.firing && now - instance.sinceMillis >= pendingMillis) {
          instance.firing = true;
          fired.merge(new TreeMap<>(labels).toString(), 1, Integer::sum);
        }
      }
      active
          .entrySet()
          .removeIf(
              each ->
                  !found.contains(each.getKey())
                      && !(each.getValue().firing
                          && now - each.getValue().lastMillis < keepMillis));
    }
    return fired;
  }

  private static Instance started(long nowMillis) {
    Instance instance = new Instance();
    instance.sinceMillis = nowMillis;
    return instance;
  }
}
