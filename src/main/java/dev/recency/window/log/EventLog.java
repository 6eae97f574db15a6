package dev.recency.window.log;

import dev.recency.aggregate.Arguments;
import dev.recency.operator.KeyContext;
import dev.recency.plan.row.Row;
import java.util.Objects;

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
  private final LogSizes sizes;
  private final RunCodec codec;
  private final Directory directory;
  private final EventRun tail;
  private long tailFirst;
  private long version;

  private EventLog(LogSizes sizes, RunCodec codec, Directory directory, EventRun tail) {
    this.sizes = sizes;
    this.codec = codec;
    this.directory = directory;
    this.tail = tail;
  }

  /** A log without events. */
  public static EventLog empty(LogSizes sizes, LogColumn[] columns, Partial[] partials) {
    RunCodec codec = new RunCodec(columns);
    return new EventLog(
        sizes, codec, Directory.empty(sizes, codec, partials), new EventRun(columns, 4));
  }

  /** Reads what {@link #write} wrote. */
  public static EventLog read(
      LogSizes sizes,
      LogColumn[] columns,
      Partial[] partials,
      ByteSource source,
      KeyContext context) {
    RunCodec codec = new RunCodec(columns);
    EventRun tail = codec.read(source);
    return new EventLog(
        sizes, codec, Directory.read(sizes, codec, partials, source, context), tail);
  }

  /** Writes tail and directory. */
  public void write(ByteSink target) {
    codec.write(tail, 0, tail.size(), target);
    directory.write(target);
  }

  /** Whether it holds no event. */
  public boolean isEmpty() {
    return tail.size() == 0 && directory.isEmpty();
  }

  /** The largest event time; the log must not be empty. */
  public long lastTimeMillis() {
    return tail.size() > 0 ? tail.time(tail.size() - 1) : directory.pages().last().lastTimeMillis;
  }

  /** Inserts an event. */
  public void insert(long timeMillis, Row row, KeyContext context) {
    if (!directory.isEmpty() && directory.pages().last().lastTimeMillis > timeMillis) {
      directory.insert(timeMillis, row, context);
      version++;
      return;
    }
    if (tail.insert(timeMillis, row) != tail.size() - 1) {
      version++;
    }
    if (tail.size() >= 2 * sizes.chunkEvents()) {
      directory.seal(tail, sizes.chunkEvents(), context);
      dropFromTail(sizes.chunkEvents());
      version++;
    }
  }

  /** Drops what is older than this time; chunks only as a whole. */
  public void dropBefore(long timeMillis, KeyContext context) {
    if (!directory.isEmpty() && directory.dropBefore(timeMillis, context)) {
      version++;
    }
    if (directory.isEmpty()) {
      int dead = 0;
      while (dead < tail.size() && tail.time(dead) < timeMillis) {
        dead++;
      }
      dropFromTail(dead);
    }
  }

  private void dropFromTail(int events) {
    tail.dropFirst(events);
    tailFirst += events;
  }

  /** Whether the cursor still stands where it was put. */
  public boolean valid(Cursor cursor) {
    return cursor.version == version && (!cursor.inTail() || cursor.place >= tailFirst);
  }

  /** Moves a cursor to the first event of at least this time; whether there is one. */
  public boolean seek(Cursor cursor, long timeMillis, KeyContext context) {
    cursor.version = version;
    int page = directory.isEmpty() ? 0 : directory.pages().firstReaching(timeMillis);
    if (page < directory.pages().size()) {
      SegmentList chunks = directory.chunks(page, context);
      cursor.page = page;
      cursor.chunk = chunks.firstReaching(timeMillis);
      EventRun run = directory.run(chunks.get(cursor.chunk), context);
      cursor.run = run;
      cursor.place = run.lowerBound(timeMillis);
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
  boolean nextChunk(Cursor cursor, KeyContext context) {
    int page = cursor.page;
    int chunk = cursor.chunk + 1;
    if (chunk == directory.chunks(page, context).size()) {
      page++;
      chunk = 0;
    }
    if (page == directory.pages().size()) {
      return inTail(cursor, 0);
    }
    cursor.page = page;
    cursor.chunk = chunk;
    cursor.run = directory.run(directory.chunks(page, context).get(chunk), context);
    cursor.place = 0;
    return true;
  }

  private boolean inTail(Cursor cursor, int index) {
    if (index >= tail.size()) {
      cursor.invalidate();
      return false;
    }
    cursor.page = Cursor.IN_TAIL;
    cursor.run = tail;
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
    return directory;
  }

  EventRun tail() {
    return tail;
  }

  /** About how many bytes of memory it takes. */
  public int memoryBytes() {
    return 96 + tail.memoryBytes() + directory.memoryBytes();
  }
}
