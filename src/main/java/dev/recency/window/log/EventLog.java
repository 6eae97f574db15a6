package dev.recency.window.log;

import dev.recency.aggregate.Arguments;
import dev.recency.operator.KeyContext;
import dev.recency.plan.row.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of one key by ascending time. The newest are in the tail, a sorted run in memory; older
 * ones in sealed chunks.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Every event of a chunk is at most as late as every event of the tail.
 *   <li>Among equal times the order is that of insertion, and no meaning depends on it.
 *   <li>The tail is below twice {@link LogSizes#chunkEvents}.
 *   <li>No call touches more of the stored state at a time than one chunk or one page.
 * </ol>
 *
 * <p>Insertion costs O(1 + displacement) in the tail, O(chunk) before it; moving a cursor O(1)
 * amortized; seeking O(log n).
 */
public final class EventLog {
  private static final int SEALED = 1;

  private final LogFormat format;
  private final EventRun tail;

  /** Null while nothing is sealed. */
  private @Nullable Directory directory;

  /** Number of the first event of the tail, counted from the first that was ever in it. */
  private long tailFirst;

  /** Changes when places in the tail move. */
  private int tailVersion;

  /** Changes when places in chunks move. */
  private int sealedVersion;

  private boolean insertedInTail;
  private int insertedIndex;

  private EventLog(LogFormat format, EventRun tail) {
    this.format = format;
    this.tail = tail;
  }

  /** A log without events. */
  public static EventLog empty(LogFormat format) {
    return new EventLog(format, new EventRun(format.columns(), 4));
  }

  /** Reads what {@link #write} wrote. */
  public static EventLog read(LogFormat format, ByteSource source, KeyContext context) {
    EventLog log = new EventLog(format, format.codec().read(source));
    if (source.readByte() == SEALED) {
      log.directory = Directory.read(format, source, context);
    }
    return log;
  }

  /** Writes tail and directory. */
  public void write(ByteSink target) {
    format.codec().write(tail, 0, tail.size(), target);
    Directory sealed = directory;
    target.writeByte(sealed == null ? 0 : SEALED);
    if (sealed != null) {
      sealed.write(target);
    }
  }

  /** Whether it holds no event. */
  public boolean isEmpty() {
    return tail.size() == 0 && directory == null;
  }

  /** The largest event time; the log must not be empty. */
  public long lastTimeMillis() {
    return tail.size() > 0 ? tail.time(tail.size() - 1) : directory().pages().last().lastTimeMillis;
  }

  /** Inserts an event. */
  public void insert(long timeMillis, Row row, KeyContext context) {
    if (tail.size() >= 2 * format.sizes().chunkEvents() - 1) {
      seal(context);
    }
    Directory sealed = directory;
    insertedInTail = sealed == null || sealed.pages().last().lastTimeMillis <= timeMillis;
    if (sealed != null && !insertedInTail) {
      insertedIndex = sealed.insert(timeMillis, row, context);
      sealedVersion++;
      return;
    }
    insertedIndex = tail.insert(timeMillis, row);
    if (insertedIndex != tail.size() - 1) {
      tailVersion++;
    }
  }

  /** The arguments of the event inserted last, until something else reads the log. */
  public Arguments inserted() {
    return insertedInTail ? tail.at(insertedIndex) : directory().inserted().at(insertedIndex);
  }

  private void seal(KeyContext context) {
    if (directory == null) {
      directory = Directory.empty(format);
    }
    directory().seal(tail, format.sizes().chunkEvents(), context);
    dropFromTail(format.sizes().chunkEvents());
  }

  /** Drops what is older than this time; chunks only as a whole. */
  public void dropBefore(long timeMillis, KeyContext context) {
    Directory sealed = directory;
    if (sealed != null) {
      if (sealed.dropBefore(timeMillis, context)) {
        sealedVersion++;
      }
      if (!sealed.isEmpty()) {
        return;
      }
      directory = null;
    }
    int dead = 0;
    while (dead < tail.size() && tail.time(dead) < timeMillis) {
      dead++;
    }
    if (dead > 0) {
      dropFromTail(dead);
    }
  }

  private void dropFromTail(int events) {
    tail.dropFirst(events);
    tailFirst += events;
  }

  /** Whether the cursor still stands where it was put. */
  public boolean valid(Cursor cursor) {
    return cursor.inTail()
        ? cursor.version == tailVersion && cursor.place >= tailFirst
        : cursor.version == sealedVersion && cursor.run != null;
  }

  /** Moves a cursor to the first event of at least this time; whether there is one. */
  public boolean seek(Cursor cursor, long timeMillis, KeyContext context) {
    Directory sealed = directory;
    int page = sealed == null ? 0 : sealed.pages().firstReaching(timeMillis);
    if (sealed != null && page < sealed.pages().size()) {
      SegmentList chunks = sealed.chunks(page, context);
      inChunk(cursor, page, chunks, chunks.firstReaching(timeMillis), context);
      cursor.place = EventLog.run(cursor).lowerBound(timeMillis);
      return true;
    }
    return inTail(cursor, tail.lowerBound(timeMillis));
  }

  /** Moves a valid cursor to the next event; false, and the cursor is lost, if there is none. */
  public boolean next(Cursor cursor, KeyContext context) {
    if (cursor.inTail()) {
      return inTail(cursor, (int) (cursor.place + 1 - tailFirst));
    }
    cursor.place++;
    if (cursor.place < run(cursor).size()) {
      return true;
    }
    return nextChunk(cursor, context);
  }

  /** Moves a valid cursor to the first event behind its chunk; false if there is none. */
  private boolean nextChunk(Cursor cursor, KeyContext context) {
    int page = cursor.page;
    int chunk = cursor.chunk + 1;
    if (chunk == directory().chunks(page, context).size()) {
      page++;
      chunk = 0;
    }
    if (page == directory().pages().size()) {
      return inTail(cursor, 0);
    }
    inChunk(cursor, page, directory().chunks(page, context), chunk, context);
    return true;
  }

  private void inChunk(Cursor cursor, int page, SegmentList chunks, int chunk, KeyContext context) {
    cursor.version = sealedVersion;
    cursor.page = page;
    cursor.chunk = chunk;
    cursor.run = directory().run(chunks.get(chunk), context);
    cursor.place = 0;
  }

  private boolean inTail(Cursor cursor, int index) {
    if (index >= tail.size()) {
      cursor.invalidate();
      return false;
    }
    cursor.version = tailVersion;
    cursor.page = Cursor.IN_TAIL;
    if (cursor.run != tail) {
      cursor.run = tail;
    }
    cursor.place = tailFirst + index;
    return true;
  }

  /** The event time at a valid cursor. */
  public long timeAt(Cursor cursor) {
    return run(cursor).time(index(cursor));
  }

  /** The arguments of the event at a valid cursor, until something else reads the log. */
  public Arguments eventAt(Cursor cursor) {
    return run(cursor).at(index(cursor));
  }

  static EventRun run(Cursor cursor) {
    return Objects.requireNonNull(cursor.run, "the cursor stands nowhere");
  }

  int index(Cursor cursor) {
    return (int) (cursor.inTail() ? cursor.place - tailFirst : cursor.place);
  }

  Directory directory() {
    return Objects.requireNonNull(directory, "nothing is sealed");
  }

  EventRun tail() {
    return tail;
  }

  /** About how many bytes of memory it takes. */
  public int memoryBytes() {
    Directory sealed = directory;
    return 96 + tail.memoryBytes() + (sealed == null ? 0 : sealed.memoryBytes());
  }
}
