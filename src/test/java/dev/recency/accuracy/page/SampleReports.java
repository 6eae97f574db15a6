package dev.recency.accuracy.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.Comparison;
import dev.recency.accuracy.ComparisonOptions;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.ReportJson;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.format.JsonLines;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Source;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Reports to make pages of. */
public final class SampleReports {
  /** What must stay text. */
  static final String HOSTILE =
      "</script><img src=http://canary.invalid/ onerror=alert(1)><!--]]>&\"' \u2028\u202e{{7*7}}";

  private static final Set<String> NUMBERS = Set.of("Infinity", "-Infinity", "NaN");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 400;
  private static final long SECOND = 1_000;

  private SampleReports() {}

  /** Three features of a few hundred generated events, four systems. */
  public static AccuracyReport usual() throws IOException {
    Plan plan =
        Planner.plan(
            List.of(
                SqlParser.script(
                    "sample.sql",
                    """
                    CREATE STREAM calls (userId VARCHAR, spent DOUBLE, sentAt BIGINT)
                      WITH (KAFKA_TOPIC='calls', VALUE_FORMAT='JSON', TIMESTAMP='sentAt', PARTITIONS=1);
                    CREATE TABLE recent WITH (KAFKA_TOPIC='recent', VALUE_FORMAT='JSON') AS
                    SELECT userId, COUNT(*) AS calls, SUM(spent) AS total, AVG(spent) AS average
                    FROM calls WINDOW SLIDING (SIZE 10 MINUTES) GROUP BY userId EMIT CHANGES;
                    """)));
    List<ComparedSystem> systems =
        List.of(
            system("exact", plan, size -> new WindowRule.Sliding(size, 1)),
            system("hopping", plan, size -> new WindowRule.Hopping(size, 60 * SECOND, 0)),
            system("tumbling", plan, WindowRule.Tumbling::ofSize),
            system("live", plan, size -> new WindowRule.SlidingLive(size, 1, 30 * SECOND, SECOND)));
    ComparisonOptions.Provenance provenance =
        new ComparisonOptions.Provenance(
            "bin/recency compare", 1, "hash", Map.of("java", "17"), Map.of("calls/0", 400L));
    return Comparison.report(
        plan,
        records(plan),
        systems,
        ComparisonOptions.DEFAULT
            .withReads(new ComparisonOptions.ReadOptions(1, 2_000, 1_800 * SECOND))
            .withProvenance(provenance)
            .withShowKeys(true));
  }

  private static ComparedSystem system(String name, Plan plan, LongFunction<WindowRule> rule) {
    return ComparedSystem.modelled(name, plan, it -> rule.apply(it.sizeMillis()));
  }

  private static List<RawRecord> records(Plan plan) {
    Source source = plan.sources().get(0);
    JsonLines lines =
        JsonLines.of(List.of(new JsonLines.Topic(source.serialization(), source.columns())));
    Random random = new Random(7);
    List<RawRecord> records = new ArrayList<>();
    long at = 1_700_000_000_000L;
    for (int i = 0; i < EVENTS; i++) {
      at += random.nextInt(90) * SECOND;
      String text =
          "{\"topic\":\"calls\",\"timestamp\":%d,\"value\":{\"userId\":\"u%d\",\"spent\":%d.5,\"sentAt\":%d}}"
              .formatted(at, random.nextInt(6), random.nextInt(200), at);
      JsonLines.Line line = lines.read("calls", "calls", text);
      records.add(new RawRecord(line.topic(), 0, i, at, line.key(), line.value(), line.headers()));
    }
    return records;
  }

  /** The same with hostile text in front of every text and every name of a map. */
  static AccuracyReport hostile() throws IOException {
    return map(usual(), text -> HOSTILE + text);
  }

  /** The same with each text changed. */
  static AccuracyReport map(AccuracyReport report, UnaryOperator<String> change)
      throws IOException {
    JsonNode changed = map(JSON.readTree(ReportJson.write(report)), "", change);
    return JSON.treeToValue(changed, AccuracyReport.class);
  }

  private static JsonNode map(JsonNode node, String field, UnaryOperator<String> change) {
    if (node.isTextual() && !NUMBERS.contains(node.textValue())) {
      return TextNode.valueOf(change.apply(node.textValue()));
    } else if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(each -> copy.add(map(each, field, change)));
      return copy;
    } else if (node instanceof ObjectNode object) {
      boolean names = Set.of("rejected", "versions", "offsets").contains(field);
      ObjectNode copy = JSON.createObjectNode();
      object
          .fields()
          .forEachRemaining(
              each ->
                  copy.set(
                      names ? change.apply(each.getKey()) : each.getKey(),
                      map(each.getValue(), each.getKey(), change)));
      return copy;
    }
    return node;
  }
}
