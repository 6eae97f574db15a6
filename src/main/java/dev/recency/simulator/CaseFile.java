package dev.recency.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.recency.simulator.TestCase.CaseHeader;
import dev.recency.simulator.TestCase.CaseInput;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.simulator.TestCase.CaseWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads case files: {@code {"tests": [case, …]}}. Numbers keep their digits. */
public final class CaseFile {
  /** Numbers stay decimals with the scale that they are written with. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "statements",
          "properties",
          "inputs",
          "outputs",
          "clock",
          "topics",
          "expectedException",
          "comment",
          "comments",
          "description",
          "issue",
          "issues",
          "tracked by");

  /** How Jackson says where something began. */
  private static final Pattern PLACE =
      Pattern.compile("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)]");

  private CaseFile() {}

  /**
   * The cases of one file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no case file: {@code file: what is wrong}
   */
  public static List<TestCase> read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(file + ":" + line + ": not JSON: " + message(e), e);
    }
    if (!root.path("tests").isArray()) {
      throw new IllegalArgumentException(
          file + ": no case file. Expected an object {\"tests\": [case, …]}");
    }
    List<TestCase> cases = new ArrayList<>();
    for (JsonNode node : root.path("tests")) {
      cases.add(testCase(file.toString(), node));
    }
    return cases;
  }

  private static String message(JsonProcessingException e) {
    return PLACE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
  }

  private static TestCase testCase(String file, JsonNode node) {
    String name = node.path("name").asText("");
    if (name.isEmpty() || !node.path("statements").isArray()) {
      throw new IllegalArgumentException(
          file + ": case [" + name + "] lacks a name or statements. Every case needs both");
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                    "%s: case [%s] has the unknown field [%s]. Known are %s"
                        .formatted(file, name, field, new TreeSet<>(FIELDS)));
              }
            });
    List<String> statements = new ArrayList<>();
    node.path("statements").forEach(each -> statements.add(each.asText()));
    Map<String, String> properties = new LinkedHashMap<>();
    node.path("properties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
    return new TestCase(
        file,
        name,
        statements,
        properties,
        inputs(node.path("inputs")),
        outputs(node.path("outputs")),
        live(file, name, node.path("clock").asText("replay")),
        node.has("expectedException"));
  }

  private static boolean live(String file, String name, String clock) {
    if (!clock.equals("live") && !clock.equals("replay")) {
      throw new IllegalArgumentException(
          "%s: case [%s] has the clock [%s]. Write \"live\", or \"replay\", or leave it out"
              .formatted(file, name, clock));
    }
    return clock.equals("live");
  }

  private static List<CaseInput> inputs(JsonNode nodes) {
    List<CaseInput> inputs = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.has("clock")) {
        inputs.add(new CaseInput.Clock(node.get("clock").asLong()));
      } else if (node.has("restart")) {
        inputs.add(new CaseInput.Restart());
      } else {
        inputs.add(record(node));
      }
    }
    return inputs;
  }

  private static List<CaseRecord> outputs(JsonNode nodes) {
    List<CaseRecord> records = new ArrayList<>();
    nodes.forEach(each -> records.add(record(each)));
    return records;
  }

  private static CaseRecord record(JsonNode node) {
    List<CaseHeader> headers = new ArrayList<>();
    for (JsonNode header : node.path("headers")) {
      headers.add(new CaseHeader(header.path(0).asText(), header.path(1).asText()));
    }
    return new CaseRecord(
        node.path("topic").asText(),
        node.path("partition").asInt(0),
        orNull(node.get("key")),
        orNull(node.get("value")),
        node.has("timestamp")
            ? OptionalLong.of(node.get("timestamp").asLong())
            : OptionalLong.empty(),
        Optional.ofNullable(node.get("window")).map(CaseFile::window),
        headers);
  }

  private static JsonNode orNull(@Nullable JsonNode node) {
    return node == null ? NullNode.getInstance() : node;
  }

  private static CaseWindow window(JsonNode node) {
    return new CaseWindow(
        node.path("start").asLong(),
        node.path("end").asLong(),
        node.path("type").asText().equalsIgnoreCase("session"));
  }
}
