package dev.recency.cli.compare;

import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.command.CommandEncoder;
import dev.recency.format.RawRecord;
import dev.recency.format.WindowedKey;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Sink;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one statement that another system wrote. Whether keys end with a window is seen at
 * each: no key of text holds the bytes of a time. Read anew by every iteration.
 */
final class OtherCommands implements Iterable<VisibleCommand> {
  private static final int KEYS_LOOKED_AT = 100_000;
  private static final int TIME_BITS = 48;

  private final Iterable<RawRecord> records;
  private final String statement;
  private final boolean alone;
  private final Arrivals arrivals;
  private final long graceMillis;
  private final CommandDecoder plain;
  private final CommandDecoder sized;
  private final CommandDecoder session;
  private final KeyWindow.Sized window;
  private final boolean finalRows;
  private final long count;

  /**
   * Looks at the records once.
   *
   * @param sink how the records are written
   * @param alone whether records without a header can be of no other statement
   * @param graceMillis how long final rows wait beyond the end of their window
   */
  OtherCommands(
      Iterable<RawRecord> records,
      StatementFeatures features,
      Sink sink,
      boolean alone,
      Arrivals arrivals,
      long graceMillis) {
    this.records = records;
    this.statement = features.statement().id();
    this.alone = alone;
    this.arrivals = arrivals;
    this.graceMillis = graceMillis;
    window = new KeyWindow.Sized(features.statement().window().sizeMillis());
    plain = new CommandDecoder(features, sink, Optional.empty());
    sized = new CommandDecoder(features, sink, Optional.of(window));
    session = new CommandDecoder(features, sink, Optional.of(new KeyWindow.Session()));
    Set<String> windows = new HashSet<>();
    boolean repeated = false;
    long found = 0;
    for (RawRecord record : records) {
      Optional<VisibleCommand> command = decode(record);
      if (command.isPresent()) {
        found++;
        VisibleCommand.Bounds bounds = command.get().window();
        if (!repeated && bounds.known() && windows.size() < KEYS_LOOKED_AT) {
          repeated = !windows.add(command.get().entity() + "\0" + bounds.startMillis());
        }
      }
    }
    count = found;
    finalRows = !repeated;
  }

  /** How many there are. */
  long count() {
    return count;
  }

  @Override
  public Iterator<VisibleCommand> iterator() {
    return StreamSupport.stream(records.spliterator(), false)
        .flatMap(record -> decode(record).map(each -> visible(record, each)).stream())
        .iterator();
  }

  private VisibleCommand visible(RawRecord record, VisibleCommand command) {
    long visibleAtMillis =
        RecordedCommands.arrival(record)
            .orElseGet(() -> arrivals.of(command, finalRows, graceMillis));
    return new VisibleCommand(
        command.statement(),
        command.entity(),
        command.values(),
        command.timestampMillis(),
        visibleAtMillis,
        command.window());
  }

  private Optional<VisibleCommand> decode(RawRecord record) {
    String writer = RecordedCommands.header(record, CommandEncoder.STATEMENT_HEADER);
    if (writer != null && !writer.equals(statement)) {
      return Optional.empty();
    }
    Optional<VisibleCommand> command = decoder(record.key()).decode(record, 0);
    boolean sure = alone || writer != null;
    return sure
        ? command
        : command.filter(each -> each.values().stream().anyMatch(Objects::nonNull));
  }

  private CommandDecoder decoder(byte @Nullable [] key) {
    if (key == null || key.length <= Long.BYTES || !time(WindowedKey.startMillis(key))) {
      return plain;
    }
    boolean twice =
        key.length > 2 * Long.BYTES
            && time(ByteBuffer.wrap(key).getLong(key.length - 2 * Long.BYTES));
    return twice ? session : sized;
  }

  /** Text has no zero byte, a time in milliseconds begins with two. */
  private static boolean time(long bytes) {
    return bytes >>> TIME_BITS == 0;
  }
}
