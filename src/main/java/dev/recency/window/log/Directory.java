package dev.recency.window.log;

import dev.recency.operator.KeyContext;
import dev.recency.plan.row.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sealed part of a log: pages that list chunks. The list of pages is part of the header: one
 * entry per 128 chunks of 256 events. Appending costs one chunk and one page per chunk of events, a
 * late event the chunk and the page where it belongs; nothing reads or writes more at a time.
 */
final class Directory {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final LogFormat format;
  private final ChunkStore store;
  private final SegmentList pages;
  private long oldestChunkLastMillis = UNKNOWN;

  private @Nullable EventRun inserted;

  private Directory(LogFormat format, ChunkStore store, SegmentList pages) {
    this.format = format;
    this.store = store;
    this.pages = pages;
  }

  static Directory empty(LogFormat format) {
    return new Directory(format, new ChunkStore(format, 0), SegmentList.of(List.of()));
  }

  static Directory read(LogFormat format, ByteSource source, KeyContext context) {
    ChunkStore store = new ChunkStore(format, source.readVarint());
    Partial[] partials = format.partials();
    SegmentList pages = SegmentList.read(partials, source);
    if (!pages.complete()) {
      for (Segment page : pages.segments()) {
        page.summarize(partials, store.page(page, context));
      }
    }
    return new Directory(format, store, SegmentList.of(pages.segments()));
  }

  void write(ByteSink target) {
    target.writeVarint(store.nextId());
    pages.write(format.partials(), target);
  }

  boolean isEmpty() {
    return pages.size() == 0;
  }

  SegmentList pages() {
    return pages;
  }

  SegmentList chunks(int page, KeyContext context) {
    return store.page(pages.get(page), context);
  }

  EventRun run(Segment chunk, KeyContext context) {
    return store.run(chunk, context);
  }

  /** Appends a chunk of the oldest events of the tail. */
  void seal(EventRun tail, int events, KeyContext context) {
    Partial[] partials = format.partials();
    Segment chunk = Segment.chunk(store.takeId(), partials, tail, 0, events);
    store.putRun(chunk, tail, 0, events, context);
    if (isEmpty() || store.page(pages.last(), context).size() >= format.sizes().pageChunks()) {
      SegmentList chunks = SegmentList.of(List.of(chunk));
      pages.segments().add(Segment.page(store.takeId(), partials, chunks));
      store.putPage(pages.last(), chunks, context);
      return;
    }
    Segment page = pages.last();
    SegmentList chunks = store.page(page, context);
    chunks.segments().add(chunk);
    page.lastTimeMillis = chunk.lastTimeMillis;
    page.events += events;
    Partial.combine(partials, page.partials, chunk.partials);
    store.putPage(page, chunks, context);
  }

  /** Inserts an event into the chunk where it belongs: there is a later one; its index there. */
  int insert(long timeMillis, Row row, KeyContext context) {
    int pageIndex = pages.firstReaching(timeMillis + 1);
    Segment page = pages.get(pageIndex);
    SegmentList chunks = store.page(page, context);
    int chunkIndex = chunks.firstReaching(timeMillis + 1);
    Segment chunk = chunks.get(chunkIndex);
    EventRun run = store.run(chunk, context);
    int index = run.insert(timeMillis, row);
    chunk.inserted(format.partials(), run, index);
    page.inserted(format.partials(), run, index);
    if (run.size() > 2 * format.sizes().chunkEvents()) {
      splitChunk(chunks, chunkIndex, run, context);
    } else {
      store.putRun(chunk, run, 0, run.size(), context);
    }
    if (chunks.size() > 2 * format.sizes().pageChunks()) {
      splitPage(pageIndex, chunks, context);
    } else {
      store.putPage(page, chunks, context);
    }
    oldestChunkLastMillis = UNKNOWN;
    inserted = run;
    return index;
  }

  /** The chunk, as it was then, into which an event was inserted last. */
  EventRun inserted() {
    return Objects.requireNonNull(inserted);
  }

  private void splitChunk(SegmentList chunks, int index, EventRun run, KeyContext context) {
    int half = run.size() / 2;
    Segment older = Segment.chunk(store.takeId(), format.partials(), run, 0, half);
    Segment newer = Segment.chunk(store.takeId(), format.partials(), run, half, run.size());
    store.putRun(older, run, 0, half, context);
    store.putRun(newer, run, half, run.size(), context);
    store.delete(chunks.get(index), context);
    chunks.segments().set(index, older);
    chunks.segments().add(index + 1, newer);
  }

  private void splitPage(int index, SegmentList chunks, KeyContext context) {
    int half = chunks.size() / 2;
    SegmentList older = SegmentList.of(chunks.segments().subList(0, half));
    SegmentList newer = SegmentList.of(chunks.segments().subList(half, chunks.size()));
    store.delete(pages.get(index), context);
    pages.segments().set(index, Segment.page(store.takeId(), format.partials(), older));
    pages.segments().add(index + 1, Segment.page(store.takeId(), format.partials(), newer));
    store.putPage(pages.get(index), older, context);
    store.putPage(pages.get(index + 1), newer, context);
  }

  /** Drops every chunk whose events are all older than this; whether there was one. */
  boolean dropBefore(long timeMillis, KeyContext context) {
    boolean dropped = false;
    while (!isEmpty() && oldestChunkLast(context) < timeMillis) {
      Segment page = pages.get(0);
      SegmentList chunks = store.page(page, context);
      int dead = chunks.firstReaching(timeMillis);
      for (int i = 0; i < dead; i++) {
        page.events -= chunks.get(i).events;
        store.delete(chunks.get(i), context);
      }
      chunks.segments().subList(0, dead).clear();
      if (chunks.size() == 0) {
        store.delete(page, context);
        pages.segments().remove(0);
      } else {
        store.putPage(page, chunks, context);
      }
      oldestChunkLastMillis = UNKNOWN;
      dropped = true;
    }
    return dropped;
  }

  private long oldestChunkLast(KeyContext context) {
    if (oldestChunkLastMillis == UNKNOWN) {
      oldestChunkLastMillis = chunks(0, context).get(0).lastTimeMillis;
    }
    return oldestChunkLastMillis;
  }

  int memoryBytes() {
    return store.memoryBytes() + pages.size() * 64;
  }
}
