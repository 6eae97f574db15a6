package dev.recency.cli.compare;

import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.command.CommandEncoder;
import dev.recency.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one statement in a topic that Recency or the reference wrote: visible at the
 * arrival that their header says. Read anew by every iteration.
 *
 * @param statement whose commands count: its name in the header
 */
record RecordedCommands(Iterable<RawRecord> records, CommandDecoder decoder, String statement)
    implements Iterable<VisibleCommand> {
  @Override
  public Iterator<VisibleCommand> iterator() {
    Iterator<RawRecord> each = records.iterator();
    return new Iterator<>() {
      private @Nullable VisibleCommand next;

      @Override
      public boolean hasNext() {
        while (next == null && each.hasNext()) {
          RawRecord record = each.next();
          String writer = header(record, CommandEncoder.STATEMENT_HEADER);
          if (writer == null || writer.equals(statement)) {
            next =
                decoder
                    .decode(record, arrival(record).orElse(record.timestampMillis()))
                    .orElse(null);
          }
        }
        return next != null;
      }

      @Override
      public VisibleCommand next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        VisibleCommand command = Objects.requireNonNull(next);
        next = null;
        return command;
      }
    };
  }

  /** The arrival in the header, if there is one. */
  static OptionalLong arrival(RawRecord record) {
    String text = header(record, CommandEncoder.ARRIVAL_HEADER);
    return text != null && text.matches("-?[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  static @Nullable String header(RawRecord record, String name) {
    for (RawRecord.Header header : record.headers()) {
      byte[] value = header.value();
      if (header.key().equals(name) && value != null) {
        return new String(value, StandardCharsets.UTF_8);
      }
    }
    return null;
  }
}
