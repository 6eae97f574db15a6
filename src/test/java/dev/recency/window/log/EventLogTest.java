package dev.recency.window.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.window.ChunkMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final List<SqlType> TYPES =
      List.of(Simple.BIGINT, Simple.DOUBLE, Simple.STRING, new SqlType.Decimal(9, 2));
  private static final LogColumn[] COLUMNS = columns(0, 1, 2, 3);
  private static final LogSizes SMALL = new LogSizes(4, 3);

  private record Event(long timeMillis, long number, Row row) {}

  private final ChunkMap chunks = new ChunkMap();

  private static LogColumn[] columns(int... ids) {
    LogColumn[] columns = new LogColumn[ids.length];
    for (int i = 0; i < ids.length; i++) {
      columns[i] = LogColumn.of(ids[i], TYPES.get(ids[i]));
    }
    return columns;
  }

  private static LogFormat format(LogColumn[] columns) {
    return LogFormat.of(SMALL, columns, new Partial[0]);
  }

  private static Row row(long number) {
    Row.Builder row = new Row.Builder(TYPES.size());
    row.setLong(0, number);
    if (number % 3 != 0) {
      row.setDouble(1, number / 7.0);
    }
    if (number % 5 != 0) {
      row.setReference(2, "text " + number);
    }
    return row.build();
  }

  private static EventLog restored(EventLog log, LogColumn[] columns, ChunkMap chunks) {
    ByteSink target = new ByteSink();
    log.write(target);
    ByteSource source = new ByteSource(target.toBytes());
    EventLog copy = EventLog.read(format(columns), source, chunks);
    assertThat(source.atEnd()).isTrue();
    return copy;
  }

  private void assertSame(EventLog log, List<Event> events) {
    Cursor cursor = new Cursor();
    boolean more = log.seek(cursor, Long.MIN_VALUE, chunks);
    for (Event event : events) {
      assertThat(more).isTrue();
      assertThat(log.timeAt(cursor)).isEqualTo(event.timeMillis());
      assertThat(log.eventAt(cursor).getLong(0)).isEqualTo(event.number());
      assertThat(log.eventAt(cursor).isNull(1)).isEqualTo(event.row().isNull(1));
      assertThat(log.eventAt(cursor).getDouble(1)).isEqualTo(event.row().getDouble(1));
      assertThat(log.eventAt(cursor).getReference(2)).isEqualTo(event.row().getReference(2));
      assertThat(log.eventAt(cursor).isNull(3)).isTrue();
      more = log.next(cursor, chunks);
    }
    assertThat(more).isFalse();
  }

  @Test
  void holdsEventsByTimeThenArrivalThroughLatenessDropsAndRestores() {
    System.out.println("EventLog: seed [" + SEED + "], repeat with -Dseed=");
    Random random = new Random(SEED);
    EventLog log = EventLog.empty(format(COLUMNS));
    List<Event> events = new ArrayList<>();
    long now = 0;
    long droppedBefore = Long.MIN_VALUE;
    for (int number = 0; number < 3_000; number++) {
      now += random.nextInt(3);
      long late = random.nextInt(4) == 0 ? random.nextInt(200) : 0;
      long time = Math.max(now - late, Math.max(droppedBefore, 0));
      Event event = new Event(time, number, row(number));
      log.insert(time, event.row(), chunks);
      events.add(event);
      events.sort(Comparator.comparingLong(Event::timeMillis).thenComparingLong(Event::number));
      if (random.nextInt(50) == 0) {
        droppedBefore = Math.max(droppedBefore, now - 150);
        log.dropBefore(droppedBefore, chunks);
        dropAsTheLogMay(log, events, droppedBefore);
      }
      if (random.nextInt(20) == 0) {
        log = restored(log, COLUMNS, chunks);
      }
      if (number % 10 == 0) {
        assertSame(log, events);
      }
    }
    log.dropBefore(Long.MAX_VALUE, chunks);
    assertThat(log.isEmpty()).isTrue();
    assertThat(chunks.size()).isZero();
  }

  /** Chunks go as a whole: what the log kept of the events before that time is kept here too. */
  private void dropAsTheLogMay(EventLog log, List<Event> events, long timeMillis) {
    Cursor cursor = new Cursor();
    boolean any = log.seek(cursor, Long.MIN_VALUE, chunks);
    long first = any ? log.eventAt(cursor).getLong(0) : -1;
    while (!events.isEmpty() && events.get(0).number() != first) {
      assertThat(events.get(0).timeMillis()).isLessThan(timeMillis);
      events.remove(0);
    }
  }

  @Test
  void seekFindsTheFirstEventOfATime() {
    EventLog log = EventLog.empty(format(COLUMNS));
    for (int number = 0; number < 100; number++) {
      log.insert(number / 3 * 10, row(number), chunks);
    }
    Cursor cursor = new Cursor();
    for (long time = -5; time <= 330; time++) {
      boolean found = log.seek(cursor, time, chunks);
      long expected = Math.max(0, Math.floorDiv(time + 9, 10)) * 3;
      assertThat(found).isEqualTo(expected < 100);
      if (found) {
        assertThat(log.eventAt(cursor).getLong(0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aColumnThatWasNotStoredIsNullAndOneThatIsGoneIsSkipped() {
    EventLog log = EventLog.empty(format(columns(0, 2)));
    for (int number = 0; number < 30; number++) {
      Row row = Row.of(List.of(Simple.BIGINT, Simple.STRING), List.of((long) number, "s" + number));
      log.insert(number, row, chunks);
    }
    EventLog changed = restored(log, columns(2, 1), chunks);
    Cursor cursor = new Cursor();
    boolean more = changed.seek(cursor, Long.MIN_VALUE, chunks);
    for (int number = 0; number < 30; number++) {
      assertThat(more).isTrue();
      assertThat(changed.eventAt(cursor).getReference(0)).isEqualTo("s" + number);
      assertThat(changed.eventAt(cursor).isNull(1)).isTrue();
      more = changed.next(cursor, chunks);
    }
    assertThat(more).isFalse();
  }

  @Test
  void aSteadyEventWithANumberTakesFewBytes() {
    Random random = new Random(SEED);
    LogColumn[] number = columns(0);
    EventLog log = EventLog.empty(LogFormat.of(LogSizes.DEFAULT, number, new Partial[0]));
    long time = 1_700_000_000_000L;
    int events = 50_000;
    for (int i = 0; i < events; i++) {
      time += random.nextInt(5_000);
      Row row = Row.of(List.of(Simple.BIGINT), List.of((long) random.nextInt(4_000)));
      log.insert(time, row, chunks);
    }
    ByteSink header = new ByteSink();
    log.write(header);
    long bytes = chunks.totalBytes() + header.toBytes().length;
    assertThat((double) bytes / events).isLessThan(5);
  }
}
