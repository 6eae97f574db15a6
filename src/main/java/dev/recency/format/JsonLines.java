package dev.recency.format;

import dev.recency.format.part.Utf8;
import dev.recency.plan.Column;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Serialization;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Kafka records as lines of JSON, in and out: {@code {"topic", "partition", "key", "window", "value",
 * "timestamp", "headers"}}. What is written is read back as the same record.
 */
public final class JsonLines {
  private static final TopicCodec UNDECLARED = TopicCodec.undeclared();

  private final Map<String, TopicCodec> codecs;
  private final Map<String, KeyWindow> windows;

  private JsonLines(Map<String, TopicCodec> codecs, Map<String, KeyWindow> windows) {
    this.codecs = codecs;
    this.windows = windows;
  }

  /**
   * A declared topic. Of two declarations of one topic the first counts.
   *
   * @param window what its keys end with, if they hold a window
   */
  public record Topic(
      Serialization serialization, List<Column> columns, Optional<KeyWindow> window) {
    public Topic {
      columns = List.copyOf(columns);
    }

    /** A topic whose keys hold no window. */
    public Topic(Serialization serialization, List<Column> columns) {
      this(serialization, columns, Optional.empty());
    }
  }

  /**
   * A record to be produced.
   *
   * @param partition empty: by the key
   * @param timestampMillis empty: the line has none
   * @param windowBytes how many bytes of the key are its window: they do not decide its partition
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
  public record Line(
      String topic,
      OptionalInt partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      OptionalLong timestampMillis,
      List<RawRecord.Header> headers,
      int windowBytes) {}

  /** Reader and writer of lines over these topics; all others are raw text. */
  public static JsonLines of(Collection<Topic> topics) {
    Map<String, TopicCodec> codecs = new HashMap<>();
    Map<String, KeyWindow> windows = new HashMap<>();
    for (Topic topic : topics) {
      String name = topic.serialization().topic();
      if (!codecs.containsKey(name)) {
        codecs.put(name, TopicCodec.of(topic.serialization(), topic.columns()));
        topic.window().ifPresent(window -> windows.put(name, window));
      }
    }
    return new JsonLines(codecs, windows);
  }

  private TopicCodec codec(String topic) {
    return codecs.getOrDefault(topic, UNDECLARED);
  }

  /**
   * The record in one line.
   *
   * @param place where the line stands, {@code file:line}, for the error
   * @param defaultTopic the topic if the line names none; may be empty
   * @throws BadLineException {@code place: what is wrong, what is expected}
   */
  public Line read(String place, String defaultTopic, String text) {
    try {
      LineFields fields = LineFields.read(text);
      String topic = fields.topic.isEmpty() ? defaultTopic : fields.topic;
      if (topic.isEmpty()) {
        throw new IllegalArgumentException("the line names no topic; add \"topic\"");
      }
      if (fields.value == null) {
        throw new IllegalArgumentException(
            "the line has no value; add \"value\", null for a tombstone");
      }
      TopicCodec codec = codec(topic);
      return new Line(
          topic,
          fields.partition,
          fields.windowed(codec.encodeKeyText(fields.key)),
          codec.encodeValueText(fields.value),
          fields.timestampMillis,
          fields.headers,
          fields.windowBytes());
    } catch (IOException e) {
      throw new BadLineException(place, "expected one JSON object", e);
    } catch (IllegalArgumentException e) {
      throw new BadLineException(place, String.valueOf(e.getMessage()), e);
    }
  }

  /** One line without line end: topic, partition, key, value, timestamp, and headers if any. */
  public String write(RawRecord record) {
    TopicCodec codec = codec(record.topic());
    JsonObjectText line =
        new JsonObjectText().text("topic", record.topic()).number("partition", record.partition());
    key(line, codec, windows.get(record.topic()), record.key());
    line.json("value", codec.decodeValueText(record.value()));
    if (record.timestampMillis() >= 0) {
      line.number("timestamp", record.timestampMillis());
    }
    if (!record.headers().isEmpty()) {
      line.json("headers", headers(record.headers()));
    }
    return line.string();
  }

  private static void key(
      JsonObjectText line, TopicCodec codec, @Nullable KeyWindow window, byte @Nullable [] key) {
    if (window == null || key == null || !WindowText.writable(key, window)) {
      line.json("key", codec.decodeKeyText(key));
    } else {
      line.json("key", codec.decodeKeyText(WindowedKey.inner(key, window)))
          .json("window", WindowText.of(key, window));
    }
  }

  private static String headers(List<RawRecord.Header> headers) {
    StringBuilder json = new StringBuilder("[");
    for (RawRecord.Header header : headers) {
      json.append(json.length() == 1 ? "[" : ",[")
          .append(JsonScalar.quote(Utf8.wellFormed(header.key())))
          .append(',')
          .append(UNDECLARED.decodeValueText(header.value()))
          .append(']');
    }
    return json.append(']').toString();
  }
}
