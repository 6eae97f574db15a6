package dev.recency.ksqldb.streams;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Projection;
import dev.recency.format.RawRecord;
import dev.recency.format.WindowedKey;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The last step: rows become the records of the sink, with the headers that commands have. */
final class CommandStep {
  private CommandStep() {}

  /** Of a table over keys without a window. */
  static final class OfTable extends ContextualProcessor<byte[], Totals, byte[], byte[]> {
    private final Writer writer;

    OfTable(Query.Grouped query, ResultRows rows) {
      writer = new Writer(query, rows);
    }

    @Override
    public void process(Record<byte[], Totals> record) {
      Totals totals = record.value();
      if (totals == null) {
        context().forward(writer.tombstone(record, record.key()));
      } else {
        Record<byte[], byte[]> command = writer.command(record, writer.rows.of(totals, null));
        if (command != null) {
          context().forward(command);
        }
      }
    }
  }

  /** Of a table over windows. */
  static final class OfWindows
      extends ContextualProcessor<Windowed<byte[]>, Totals, byte[], byte[]> {
    private final Writer writer;
    private final KeyWindow keyWindow;

    OfWindows(Query.Windowed query, ResultRows rows) {
      writer = new Writer(query, rows);
      keyWindow = query.window().keyWindow();
    }

    @Override
    public void process(Record<Windowed<byte[]>, Totals> record) {
      Windowed<byte[]> key = record.key();
      Totals totals = record.value();
      if (totals == null) {
        byte[] bytes =
            WindowedKey.of(key.key(), keyWindow, key.window().start(), key.window().end());
        context().forward(writer.tombstone(record, bytes));
      } else {
        Record<byte[], byte[]> command =
            writer.command(record, writer.rows.of(totals, key.window()));
        if (command != null) {
          context().forward(command);
        }
      }
    }
  }

  /** Of a query without GROUP BY: straight from the event. */
  static final class OfEvents extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final EventReader reader;
    private final CommandEncoder encoder;
    private final Projection projection;

    OfEvents(Plan plan, Query.Transform query) {
      reader = new EventReader(plan, query);
      encoder = CommandEncoder.of(query);
      projection = Steps.projection(query, query.projection());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Event event =
          reader.read(
              context().recordMetadata(),
              record.timestamp(),
              record.key(),
              record.value(),
              record.headers());
      if (event == null) {
        return;
      }
      List<Row> rows =
          event.tombstone() && projection.explodes() ? List.of() : projection.applyAll(event.row());
      for (Row row : rows) {
        CommandRecord command =
            encoder.encode(
                row,
                RowKind.INSERT,
                event.tombstone(),
                event.eventTimeMillis(),
                event.arrivalMillis());
        if (command != null) {
          context().forward(recordOf(command));
        }
      }
    }
  }

  private static final class Writer {
    private final String id;
    private final CommandEncoder encoder;
    private final Projection projection;
    private final ResultRows rows;

    private Writer(Query.Grouped query, ResultRows rows) {
      id = query.id();
      encoder = CommandEncoder.of(query);
      projection = Steps.projection(query, query.projection());
      this.rows = rows;
    }

    private @Nullable Record<byte[], byte[]> command(Record<?, ?> cause, Row row) {
      CommandRecord command =
          encoder.encode(
              projection.apply(row), RowKind.UPDATE, false, cause.timestamp(), arrival(cause));
      return command == null ? null : recordOf(command);
    }

    /** A deleted row has no values from which a key could be computed: its bytes are known. */
    private Record<byte[], byte[]> tombstone(Record<?, ?> cause, byte[] key) {
      RecordHeaders headers = new RecordHeaders();
      headers.add(CommandEncoder.STATEMENT_HEADER, id.getBytes(StandardCharsets.UTF_8));
      headers.add(
          CommandEncoder.ARRIVAL_HEADER,
          Long.toString(arrival(cause)).getBytes(StandardCharsets.US_ASCII));
      return new Record<>(key, null, cause.timestamp(), headers);
    }

    private static long arrival(Record<?, ?> cause) {
      Header arrival = cause.headers().lastHeader(CommandEncoder.ARRIVAL_HEADER);
      return Optional.ofNullable(arrival)
          .map(header -> Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII)))
          .orElse(cause.timestamp());
    }
  }

  private static Record<byte[], byte[]> recordOf(CommandRecord command) {
    RecordHeaders headers = new RecordHeaders();
    for (RawRecord.Header header : command.headers()) {
      headers.add(header.key(), header.value());
    }
    return new Record<>(command.key(), command.value(), command.timestampMillis(), headers);
  }
}
