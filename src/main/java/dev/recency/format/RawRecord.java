package dev.recency.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read. The arrays are shared and must not be changed.
 *
 * @param timestampMillis the Kafka record timestamp: the arrival
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copied nowhere
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers) {

  /** One record header. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Header(String key, byte @Nullable [] value) {}
}
