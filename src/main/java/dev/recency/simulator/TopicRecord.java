package dev.recency.simulator;

import dev.recency.format.RawRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic with one partition, for whoever brings it to a broker or back. The arrays are
 * shared and must not be changed.
 *
 * @param timestampMillis since the epoch, not negative
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
public record TopicRecord(
    String topic,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers) {

  /** One record header. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Header(String key, byte @Nullable [] value) {}

  static TopicRecord of(String topic, RawRecord record) {
    return new TopicRecord(
        topic,
        record.timestampMillis(),
        record.key(),
        record.value(),
        record.headers().stream().map(each -> new Header(each.key(), each.value())).toList());
  }

  RawRecord raw(String otherTopic, long offset) {
    return new RawRecord(
        otherTopic,
        0,
        offset,
        timestampMillis,
        key,
        value,
        headers.stream().map(each -> new RawRecord.Header(each.key(), each.value())).toList());
  }
}
