package dev.recency.ksqldb;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recency.format.RawRecord;
import dev.recency.format.TopicCodec;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Source;
import dev.recency.sql.SqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One recorded case: statements and inputs of ours, and what ksqlDB's own engine answered.
 *
 * @param file name of its file, without ending
 * @param name unique in the file
 */
public record EngineCase(String file, String name, JsonNode json) {
  private static final Path DIRECTORY = Path.of("src/test/resources/ksqldb/engine-cases");
  private static final String THROTTLE =
      "ksql.streams.__emit.interval.ms.kstreams.windowed.aggregation__";
  private static final String CACHE = "ksql.streams.cache.max.bytes.buffering";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /** How the engine took the case. */
  public enum Answer {
    /** It processed every record. */
    RAN,
    /** It refused a statement. */
    REFUSED,
    /** It threw at a record; the outputs are those before. */
    CRASHED
  }

  /** All cases, by file, in order. */
  public static List<EngineCase> all() throws IOException {
    List<EngineCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path path : files.sorted().toList()) {
        String file = path.getFileName().toString().replace(".jsonl", "");
        for (String line : Files.readAllLines(path)) {
          JsonNode json = JSON.readTree(line);
          cases.add(new EngineCase(file, json.get("name").textValue(), json));
        }
      }
    }
    return cases;
  }

  /** How the engine took it. */
  public Answer answer() {
    if (!json.has("error")) {
      return Answer.RAN;
    }
    String type = json.get("error").get("type").textValue();
    boolean started = !json.get("actual").isEmpty();
    boolean ofTheDialect = type.endsWith(".KsqlStatementException") || type.contains(".parser.");
    return ofTheDialect || !started ? Answer.REFUSED : Answer.CRASHED;
  }

  /** Whether a statement has this keyword. */
  public boolean has(String keyword) {
    return sql().toUpperCase(Locale.ROOT).contains(" " + keyword + " ");
  }

  /** Wall-clock time between two attempts to emit; the clock stands still. */
  public long emitIntervalMillis() {
    return json.path("properties").path(THROTTLE).asLong();
  }

  /** Whether the record cache was on, which hides the losses of the store. */
  public boolean cached() {
    return json.path("properties").path(CACHE).asLong() > 0;
  }

  /** All statements. */
  public String sql() {
    StringBuilder text = new StringBuilder();
    json.get("statements").forEach(statement -> text.append(statement.textValue()).append('\n'));
    return text.toString();
  }

  /**
   * The plan of the statements.
   *
   * @throws dev.recency.sql.SqlException if they are refused
   */
  public Plan plan() {
    return Planner.plan(List.of(SqlParser.script(file, sql())));
  }

  /** The input records of each topic as Kafka holds them, in order. */
  public Map<String, List<RawRecord>> inputs(Plan plan) {
    Map<String, TopicCodec> codecs = new LinkedHashMap<>();
    for (Source source : plan.sources()) {
      codecs.putIfAbsent(
          source.serialization().topic(), TopicCodec.of(source.serialization(), source.columns()));
    }
    Map<String, List<RawRecord>> topics = new LinkedHashMap<>();
    for (JsonNode input : json.get("inputs")) {
      String topic = input.get("topic").textValue();
      TopicCodec codec = codecs.getOrDefault(topic, TopicCodec.undeclared());
      List<RawRecord> records = topics.computeIfAbsent(topic, each -> new ArrayList<>());
      records.add(
          new RawRecord(
              topic,
              0,
              records.size(),
              input.path("timestamp").asLong(),
              codec.encodeKey(input.get("key")),
              codec.encodeValue(input.get("value")),
              List.of()));
    }
    return topics;
  }

  /** What the engine wrote per topic, in order. */
  public Map<String, List<Written>> written() {
    Map<String, List<Written>> topics = new LinkedHashMap<>();
    json.get("actual")
        .properties()
        .forEach(
            topic -> {
              List<Written> records = new ArrayList<>();
              topic.getValue().forEach(record -> records.add(Written.of(record)));
              topics.put(topic.getKey(), records);
            });
    return topics;
  }

  /** In which topic something else was written, and what; empty if nowhere. */
  public Optional<String> difference(Map<String, List<RawRecord>> topics) {
    Map<String, List<Written>> own = Written.of(topics);
    for (Map.Entry<String, List<Written>> topic : written().entrySet()) {
      List<Written> records = own.getOrDefault(topic.getKey(), List.of());
      if (!records.equals(topic.getValue())) {
        return Optional.of("wrote " + records + ", the engine " + topic.getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether what the engine wrote is left when some of these records are left out. */
  public boolean isWithin(Map<String, List<RawRecord>> topics) {
    Map<String, List<Written>> own = Written.of(topics);
    return written().entrySet().stream()
        .allMatch(topic -> isWithin(topic.getValue(), own.getOrDefault(topic.getKey(), List.of())));
  }

  private static boolean isWithin(List<Written> part, List<Written> whole) {
    Iterator<Written> rest = whole.iterator();
    for (Written each : part) {
      boolean found = false;
      while (!found && rest.hasNext()) {
        found = rest.next().equals(each);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return file + ": " + name;
  }
}
