package dev.recency.flink.source;

import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.operator.FutureGuard;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Decodes a record once per input of its source and refuses events from the future, so that none of
 * them ever meets a clock. Not thread-safe; never throws because of a record.
 */
public final class ElementDecoder {
  private static final Decoded FROM_THE_FUTURE =
      new Decoded.Rejected(
          RejectReason.FUTURE_TIMESTAMP, "the event time lies further ahead than event.max-future");

  private final List<RecordDecoder> decoders;
  private final FutureGuard guard;
  private final LongSupplier now;

  /**
   * @param live whether the wall clock is asked too
   * @param now the wall clock in milliseconds
   */
  public ElementDecoder(SourceGroup group, long maxFutureMillis, boolean live, LongSupplier now) {
    this.decoders = group.inputs().stream().map(Decoders::of).toList();
    boolean timestampColumn = group.inputs().get(0).source().timestamp().isPresent();
    this.guard = new FutureGuard(maxFutureMillis, timestampColumn, live);
    this.now = now;
  }

  /** The element of a consumed record. */
  public SourceElement.Read decode(ConsumerRecord<byte[], byte[]> consumed) {
    RawRecord raw = raw(consumed);
    if (decoders.size() == 1) {
      return new SourceElement.Read(raw, List.of(decode(decoders.get(0), raw)));
    }
    List<Decoded> decoded = new ArrayList<>(decoders.size());
    for (RecordDecoder decoder : decoders) {
      decoded.add(decode(decoder, raw));
    }
    return new SourceElement.Read(raw, decoded);
  }

  private Decoded decode(RecordDecoder decoder, RawRecord raw) {
    Decoded decoded = decoder.decode(raw);
    if (decoded instanceof Decoded.Accepted accepted) {
      Event event = accepted.event();
      if (guard.rejects(event.eventTimeMillis(), event.arrivalMillis(), now.getAsLong())) {
        return FROM_THE_FUTURE;
      }
    }
    return decoded;
  }

  private static RawRecord raw(ConsumerRecord<byte[], byte[]> consumed) {
    return new RawRecord(
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        consumed.timestamp(),
        consumed.key(),
        consumed.value(),
        headers(consumed));
  }

  private static List<RawRecord.Header> headers(ConsumerRecord<byte[], byte[]> consumed) {
    Header[] headers = consumed.headers().toArray();
    if (headers.length == 0) {
      return List.of();
    }
    List<RawRecord.Header> copies = new ArrayList<>(headers.length);
    for (Header header : headers) {
      copies.add(new RawRecord.Header(header.key(), header.value()));
    }
    return copies;
  }
}
