package dev.recency.ksqldb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.format.TopicCodec;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.TimeWindow;
import dev.recency.sql.SqlParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One run of ksqlDB's own engine that was recorded beside this repository. */
record ObservedRun(String name) {
  private static final Path SHARED = Path.of("..", "shared");
  private static final Path RUNS = SHARED.resolve("ksqldb-observed");
  private static final Path MESSAGES = SHARED.resolve("data/college-messages.jsonl.gz");
  private static final int MESSAGES_READ = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A record that was written.
   *
   * @param afterInput number of the input record that it followed, from 0
   */
  record Seen(
      int afterInput,
      String key,
      long startMillis,
      long endMillis,
      JsonNode value,
      long timestampMillis) {
    /** Whether both are the same, numbers compared as numbers. */
    boolean same(Seen other) {
      return value.equals(BY_VALUE, other.value)
          && new Seen(afterInput, key, startMillis, endMillis, other.value, timestampMillis)
              .equals(other);
    }
  }

  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) -> {
        boolean numbers = one.isNumber() && other.isNumber();
        boolean same =
            numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
        return same ? 0 : 1;
      };

  /** All runs; none if they do not lie there. */
  static List<ObservedRun> all() throws IOException {
    if (!Files.isDirectory(RUNS) || !Files.exists(MESSAGES)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(RUNS)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(".sql"))
          .map(file -> new ObservedRun(file.replace(".sql", "")))
          .sorted((one, other) -> one.name().compareTo(other.name()))
          .toList();
    }
  }

  /** The plan of its statements. */
  Plan plan() throws IOException {
    String sql = Files.readString(RUNS.resolve(name + ".sql"));
    return Planner.plan(List.of(SqlParser.script(name, sql)));
  }

  /** Its input records as Kafka holds them. */
  List<RawRecord> inputs(Plan plan) throws IOException {
    Source source = plan.inputOf(plan.queries().get(0)).source();
    TopicCodec codec = TopicCodec.of(source.serialization(), source.columns());
    Path file = name.startsWith("article-") ? RUNS.resolve("article-events.jsonl") : MESSAGES;
    List<RawRecord> records = new ArrayList<>();
    for (JsonNode line : lines(file, MESSAGES_READ)) {
      JsonNode time = line.get("timestamp");
      records.add(
          new RawRecord(
              line.get("topic").textValue(),
              0,
              records.size(),
              time.isTextual() ? Instant.parse(time.textValue()).toEpochMilli() : time.longValue(),
              codec.encodeKey(line.get("key")),
              codec.encodeValue(line.get("value")),
              List.of()));
    }
    return records;
  }

  /** What was written, in order. */
  List<Seen> seen() throws IOException {
    Path plain = RUNS.resolve(name + ".jsonl");
    Path file = Files.exists(plain) ? plain : RUNS.resolve(name + ".jsonl.gz");
    List<Seen> seen = new ArrayList<>();
    for (JsonNode line : lines(file, Integer.MAX_VALUE)) {
      seen.add(
          new Seen(
              line.get("after_input").intValue(),
              line.get("key").textValue(),
              line.get("window").get("start").longValue(),
              line.get("window").get("end").longValue(),
              line.get("value"),
              line.get("timestamp").longValue()));
    }
    return seen;
  }

  /** The same of a command of ours. */
  Seen seen(Plan plan, int afterInput, CommandRecord command) {
    Query.Windowed query = (Query.Windowed) plan.queries().get(0);
    ByteBuffer key = ByteBuffer.wrap(Objects.requireNonNull(command.key()));
    byte[] inner = new byte[key.remaining() - Long.BYTES];
    key.get(inner);
    long start = key.getLong();
    try {
      return new Seen(
          afterInput,
          new String(inner, StandardCharsets.UTF_8),
          start,
          start + ((TimeWindow.Hopping) query.window()).sizeMillis(),
          JSON.readTree(command.value()),
          command.timestampMillis());
    } catch (IOException e) {
      throw new IllegalStateException("a command is no JSON", e);
    }
  }

  private static List<JsonNode> lines(Path file, int limit) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw,
                    StandardCharsets.UTF_8))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : (Iterable<String>) reader.lines().limit(limit)::iterator) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    }
  }
}
