package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.format.RawRecord;
import dev.recency.format.TopicCodec;
import dev.recency.plan.Column;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import dev.recency.simulator.TestCase.CaseRecord;
import dev.recency.simulator.TestCase.CaseWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics of one plan: how records of a case become bytes, and bytes become comparable. */
final class CaseTopics {
  /** A declared topic. */
  private record Topic(TopicCodec codec, Optional<SqlType> keyType, Optional<SqlType> valueType) {}

  private static final Topic RAW =
      new Topic(TopicCodec.undeclared(), Optional.empty(), Optional.empty());

  private final Map<String, Topic> topics = new HashMap<>();

  CaseTopics(Plan plan) {
    for (Source source : plan.sources()) {
      declare(source.serialization(), source.columns());
    }
    for (Query query : plan.queries()) {
      Sink sink = query.sink();
      declare(sink.serialization(), sink.columns());
    }
  }

  private void declare(Serialization serialization, List<Column> columns) {
    Topic topic =
        new Topic(
            TopicCodec.of(serialization, columns),
            type(columns, Column.Role.KEY, false),
            type(columns, Column.Role.VALUE, serialization.wrapSingleValue()));
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
    if (key == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(key.length + boundBytes(window)).put(key);
    if (window.session()) {
      bytes.putLong(window.endMillis());
    }
    return bytes.putLong(window.startMillis()).array();
  }

  private static int boundBytes(CaseWindow window) {
    return window.session() ? 2 * Long.BYTES : Long.BYTES;
  }

  /** What is different, in words; empty if the record is the expected one. */
  Optional<String> difference(CaseRecord expected, RawRecord actual) {
    Topic topic = topics.getOrDefault(expected.topic(), RAW);
    byte[] keyBytes = actual.key();
    if (expected.window().isPresent()) {
      CaseWindow window = expected.window().get();
      int length = keyBytes == null ? -1 : keyBytes.length - boundBytes(window);
      if (keyBytes == null || length < 0) {
        return Optional.of("expected a key with a window, got none");
      }
      byte[] inner = Arrays.copyOf(keyBytes, length);
      if (!Arrays.equals(windowed(inner, window), keyBytes)) {
        return Optional.of("window expected " + window + ", got other bounds");
      }
      keyBytes = inner;
    }
    return compare("key", expected.key(), topic.codec().decodeKey(keyBytes), topic.keyType())
        .or(
            () ->
                compare(
                    "value",
                    expected.value(),
                    topic.codec().decodeValue(actual.value()),
                    topic.valueType()))
        .or(() -> compareTimestamp(expected, actual));
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
    return topic.codec().decodeKey(record.key())
        + " = "
        + topic.codec().decodeValue(record.value())
        + " @"
        + record.timestampMillis();
  }
}
