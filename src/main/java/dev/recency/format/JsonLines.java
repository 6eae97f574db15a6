package dev.recency.format;

import dev.recency.plan.Column;
import dev.recency.plan.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Kafka records as lines of JSON, in and out. */
public final class JsonLines {
  private JsonLines() {}

  /** A declared topic. Of two declarations of one topic the first counts. */
  public record Topic(Serialization serialization, List<Column> columns) {
    public Topic {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A record to be produced.
   *
   * @param partition empty: by the key
   * @param timestampMillis empty: the line has none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
  public record Line(
      String topic,
      OptionalInt partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      OptionalLong timestampMillis,
      List<RawRecord.Header> headers) {}

  /** Reader and writer of lines over these topics; all others are raw text. */
  public static JsonLines of(Collection<Topic> topics) {
    throw new UnsupportedOperationException(topics.toString());
  }

  /**
   * The record in one line.
   *
   * @param place where the line stands, {@code file:line}, for the error
   * @param defaultTopic the topic if the line names none
   * @throws IllegalArgumentException {@code place: what is wrong, what is expected}
   */
  public Line read(String place, String defaultTopic, String text) {
    throw new UnsupportedOperationException(place + defaultTopic + text);
  }

  /** One line without line end: topic, partition, key, value, timestamp, headers. */
  public String write(RawRecord record) {
    throw new UnsupportedOperationException(record.topic());
  }
}
