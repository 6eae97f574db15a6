package dev.recency.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Filter;
import dev.recency.expression.Projection;
import dev.recency.format.json.Json;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RowKind;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Filters and transforms write what the dialect's own engine was seen to write: key, value and
 * timestamp, byte for byte.
 */
class ObservedCasesTest {
  private static final Path CASES = Path.of("../shared/ksqldb-observed/engine-cases");

  /** Seen there only: numbers out of range wrapped, where we reject them. */
  private static final Set<String> REJECTED_HERE =
      Set.of(
          "2 6b32 {\"I\":-1294967296,\"B\":null,\"D\":null,\"G\":null,\"F\":null,\"DC\":null,"
              + "\"ST\":null,\"AR\":null,\"M\":null}",
          "0 6b {\"B\":-8446744073709551616}",
          "2 6b {\"B\":-9146744073709551616}");

  /** Has a null key there; here the field "keys" of the command is the key. */
  private static final String KEYED_HERE = "ex1 no key, unwrapped";

  @Test
  void transformsWriteTheObservedBytes() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "no folder [" + CASES + "]");
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode test : Json.MAPPER.readTree(file.toFile())) {
        for (Map.Entry<String, List<String>> topic : written(test).entrySet()) {
          List<String> observed = observed(test, topic.getKey());
          compared++;
          if (!topic.getValue().equals(observed)) {
            String name = test.get("name").asText();
            differences.add(name + "\n got " + topic.getValue() + "\n saw " + observed);
          }
        }
      }
    }
    System.out.println("ObservedCasesTest: compared [" + compared + "] topics");
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(50);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(CASES)) {
      return all.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** What the transforms of a case write; empty if it has other queries, or is refused. */
  private static Map<String, List<String>> written(JsonNode test) {
    if (test.has("error") || !test.has("actual") || test.get("name").asText().equals(KEYED_HERE)) {
      return Map.of();
    }
    try {
      Plan plan = plan(test);
      Map<String, List<String>> topics = new LinkedHashMap<>();
      for (Query query : plan.queries()) {
        if (!(query instanceof Query.Transform transform)
            || !plan.inputOf(query).source().declared()) {
          return Map.of();
        }
        topics
            .computeIfAbsent(query.sink().serialization().topic(), topic -> new ArrayList<>())
            .addAll(run(test, plan, transform));
      }
      return topics;
    } catch (SqlException e) {
      return Map.of();
    }
  }

  private static Plan plan(JsonNode test) {
    StringBuilder text = new StringBuilder();
    test.get("statements").forEach(statement -> text.append(statement.asText()).append('\n'));
    return Planner.plan(List.of(SqlParser.script("case", text.toString())));
  }

  private static List<String> run(JsonNode test, Plan plan, Query.Transform query) {
    Input input = plan.inputOf(query);
    TopicCodec codec = TopicCodec.of(input.source().serialization(), input.source().columns());
    RecordDecoder decoder = Decoders.of(input);
    Filter filter = Filter.compile(query.id(), query.where(), (id, kind, message) -> {});
    Projection projection =
        Projection.compile(query.id(), query.projection(), (id, kind, message) -> {});
    CommandEncoder encoder = CommandEncoder.of(query);
    List<String> written = new ArrayList<>();
    for (JsonNode each : test.get("inputs")) {
      if (!each.get("topic").asText().equals(input.source().serialization().topic())) {
        continue;
      }
      RawRecord record =
          new RawRecord(
              "t",
              0,
              0,
              each.path("timestamp").asLong(),
              codec.encodeKey(each.get("key")),
              codec.encodeValue(each.get("value")),
              List.of());
      if (decoder.decode(record) instanceof Decoded.Accepted accepted) {
        Event event = accepted.event();
        boolean passes = event.tombstone() ? query.where().isEmpty() : filter.accepts(event.row());
        CommandRecord command =
            passes
                ? encoder.encode(
                    projection.apply(event.row()),
                    RowKind.INSERT,
                    event.tombstone(),
                    event.eventTimeMillis(),
                    event.arrivalMillis())
                : null;
        if (command != null) {
          written.add(line(command.timestampMillis(), command.key(), command.value()));
        }
      }
    }
    return written;
  }

  private static String line(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {
    String keyHex = key == null ? "null" : HexFormat.of().formatHex(key);
    String text = value == null ? "null" : new String(value, StandardCharsets.UTF_8);
    return timestampMillis + " " + keyHex + " " + text;
  }

  private static List<String> observed(JsonNode test, String topic) {
    return StreamSupport.stream(test.get("actual").path(topic).spliterator(), false)
        .map(
            record ->
                record.get("timestamp").asLong()
                    + " "
                    + record.path("keyHex").asText("null")
                    + " "
                    + record.get("value").asText())
        .filter(line -> !REJECTED_HERE.contains(line))
        .toList();
  }
}
