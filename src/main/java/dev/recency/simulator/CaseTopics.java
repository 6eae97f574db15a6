package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.format.RawRecord;
import dev.recency.format.TopicCodec;
import dev.recency.format.WindowedKey;
import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.simulator.TestCase.CaseWindow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics of one plan: how records of a case become bytes, and bytes become comparable. */
final class CaseTopics {
  /** A declared topic. */
  private record Topic(
      TopicCodec codec,
      Optional<SqlType> keyType,
      Optional<SqlType> valueType,
      Optional<KeyWindow> window) {}

  private static final Topic RAW =
      new Topic(TopicCodec.undeclared(), Optional.empty(), Optional.empty(), Optional.empty());

  private final Map<String, Topic> topics = new HashMap<>();

  CaseTopics(Plan plan) {
    for (Source source : plan.sources()) {
      declare(source.serialization(), source.columns(), source.keyWindow());
    }
    for (Query query : plan.queries()) {
      Sink sink = query.sink();
      declare(sink.serialization(), sink.columns(), sink.keyWindow());
    }
  }

  private void declare(
      Serialization serialization, List<Column> columns, Optional<KeyWindow> window) {
    Topic topic =
        new Topic(
            TopicCodec.of(serialization, columns),
            type(columns, Column.Role.KEY, false),
            type(columns, Column.Role.VALUE, serialization.wrapSingleValue()),
            window);
    topics.putIfAbsent(serialization.topic(), topic);
  }

  private static Optional<SqlType> type(List<Column> columns, Column.Role role, boolean wrapped) {
    List<SqlType.Field> fields =
        columns.stream()
            .filter(column -> column.role() == role)
            .map(column -> new SqlType.Field(column.name(), column.type()))
            .toList();
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        fields.size() == 1 && !wrapped ? fields.get(0).type() : new SqlType.Struct(fields));
  }

  /** The record as Kafka holds it. */
  RawRecord encode(CaseRecord record, long offset) {
    Topic topic = topics.getOrDefault(record.topic(), RAW);
    byte[] key = topic.codec().encodeKey(record.key());
    return new RawRecord(
        record.topic(),
        record.partition(),
        offset,
        record.timestampMillis().orElse(0),
        record.window().isPresent() ? windowed(key, record.window().get()) : key,
        topic.codec().encodeValue(record.value()),
        record.headers().stream()
            .map(
                each ->
                    new RawRecord.Header(each.name(), each.text().getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private static byte @Nullable [] windowed(byte @Nullable [] key, CaseWindow window) {
    return key == null
        ? null
        : WindowedKey.of(key, window.inKey(), window.startMillis(), window.endMillis());
  }

  /** What is different, in words; empty if the record is the expected one. */
  Optional<String> difference(CaseRecord expected, RawRecord actual) {
    Topic topic = topics.getOrDefault(expected.topic(), RAW);
    Optional<CaseWindow> window = window(actual);
    if (expected.window().isPresent() && !expected.window().equals(window)) {
      return Optional.of(
          "window expected %s, got %s".formatted(expected.window().get(), window.orElse(null)));
    }
    return compare("key", expected.key(), key(actual), topic.keyType())
        .or(
            () ->
                compare(
                    "value",
                    expected.value(),
                    topic.codec().decodeValue(actual.value()),
                    topic.valueType()))
        .or(() -> compareTimestamp(expected, actual));
  }

  /** The window in the key of a record. */
  private Optional<CaseWindow> window(RawRecord record) {
    byte[] key = record.key();
    return topics
        .getOrDefault(record.topic(), RAW)
        .window()
        .filter(window -> key != null && WindowedKey.holds(key, window))
        .map(
            window ->
                new CaseWindow(
                    WindowedKey.startMillis(Objects.requireNonNull(key)),
                    WindowedKey.endMillis(key, window),
                    window instanceof KeyWindow.Session));
  }

  /** The key of a record without its window. */
  private JsonNode key(RawRecord record) {
    Topic topic = topics.getOrDefault(record.topic(), RAW);
    byte[] key = record.key();
    return topic
        .codec()
        .decodeKey(
            key == null || window(record).isEmpty()
                ? key
                : WindowedKey.inner(key, topic.window().orElseThrow()));
  }

  private static Optional<String> compare(
      String part, JsonNode expected, JsonNode actual, Optional<SqlType> type) {
    return NodeComparison.matches(expected, actual, type)
        ? Optional.empty()
        : Optional.of(part + " expected " + expected + ", got " + actual);
  }

  private static Optional<String> compareTimestamp(CaseRecord expected, RawRecord actual) {
    boolean equal =
        expected.timestampMillis().isEmpty()
            || expected.timestampMillis().getAsLong() == actual.timestampMillis();
    return equal
        ? Optional.empty()
        : Optional.of(
            "timestamp expected "
                + expected.timestampMillis().getAsLong()
                + ", got "
                + actual.timestampMillis());
  }

  /** The record for a message. */
  String describe(RawRecord record) {
    Topic topic = topics.getOrDefault(record.topic(), RAW);
    return key(record)
        + window(record).map(each -> " " + each).orElse("")
        + " = "
        + topic.codec().decodeValue(record.value())
        + " @"
        + record.timestampMillis();
  }
}
