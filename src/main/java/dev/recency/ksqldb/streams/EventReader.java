package dev.recency.ksqldb.streams;

import dev.recency.command.CommandEncoder;
import dev.recency.expression.Filter;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The first step of every query: decodes a record and applies WHERE. What does not decode is passed
 * over, as ksqlDB does. The arrival of the record goes along as a header, through repartition topics
 * and into the commands.
 */
final class EventReader {
  private final RecordDecoder decoder;
  private final Filter where;
  private final boolean passesTombstones;

  EventReader(Plan plan, Query query) {
    decoder = Decoders.of(plan.inputOf(query));
    where = Steps.filter(query, query.where());
    passesTombstones = query instanceof Query.Transform && query.where().isEmpty();
  }

  /** The event of a record, or null if the query does not see it. */
  @Nullable Event read(
      Optional<RecordMetadata> place,
      long timestampMillis,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    RecordMetadata known =
        place.orElseThrow(() -> new IllegalStateException("a source record has a place"));
    List<RawRecord.Header> raw = new ArrayList<>();
    for (Header header : headers) {
      raw.add(new RawRecord.Header(header.key(), header.value()));
    }
    Decoded decoded =
        decoder.decode(
            new RawRecord(
                Objects.requireNonNull(known.topic()),
                known.partition(),
                known.offset(),
                timestampMillis,
                key,
                value,
                raw));
    if (!(decoded instanceof Decoded.Accepted accepted)) {
      return null;
    }
    Event event = accepted.event();
    if (!(event.tombstone() ? passesTombstones : where.accepts(event.row()))) {
      return null;
    }
    headers.remove(CommandEncoder.ARRIVAL_HEADER);
    headers.add(
        CommandEncoder.ARRIVAL_HEADER,
        Long.toString(event.arrivalMillis()).getBytes(StandardCharsets.US_ASCII));
    return event;
  }
}
