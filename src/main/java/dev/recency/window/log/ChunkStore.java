package dev.recency.window.log;

import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chunks and pages in the host's store, under one numbering. The last few that were used stay in
 * memory; whoever changes one writes it at once.
 */
final class ChunkStore {
  private static final int VERSION = 1;
  private static final int KEPT = 4;

  private final LogFormat format;
  private final Map<Long, SegmentList> keptPages = new LinkedHashMap<>();
  private final Map<Long, EventRun> keptRuns = new LinkedHashMap<>();
  private final ByteSink sink = new ByteSink();
  private long nextId;

  ChunkStore(LogFormat format, long nextId) {
    this.format = format;
    this.nextId = nextId;
  }

  /** The number that the next chunk or page gets; part of the header. */
  long nextId() {
    return nextId;
  }

  long takeId() {
    return nextId++;
  }

  /** The chunks of a page; partial results that were not stored are made again. */
  SegmentList page(Segment page, KeyContext context) {
    SegmentList kept = keptPages.get(page.id);
    if (kept != null) {
      return kept;
    }
    SegmentList read = SegmentList.read(format.partials(), source(page.id, context));
    if (!read.complete()) {
      for (Segment chunk : read.segments()) {
        chunk.summarize(format.partials(), run(chunk, context));
      }
      read = SegmentList.of(read.segments());
      putPage(page, read, context);
    } else {
      keep(keptPages, page.id, read);
    }
    return read;
  }

  /** The events of a chunk. */
  EventRun run(Segment chunk, KeyContext context) {
    EventRun kept = keptRuns.get(chunk.id);
    if (kept == null) {
      kept = format.codec().read(source(chunk.id, context));
      keep(keptRuns, chunk.id, kept);
    }
    return kept;
  }

  void putRun(Segment chunk, EventRun run, int from, int to, KeyContext context) {
    sink.clear();
    sink.writeByte(VERSION);
    format.codec().write(run, from, to, sink);
    context.putChunk(chunk.id, sink.toBytes());
  }

  void putPage(Segment page, SegmentList chunks, KeyContext context) {
    keep(keptPages, page.id, chunks);
    sink.clear();
    sink.writeByte(VERSION);
    chunks.write(format.partials(), sink);
    context.putChunk(page.id, sink.toBytes());
  }

  void delete(Segment chunkOrPage, KeyContext context) {
    keptRuns.remove(chunkOrPage.id);
    keptPages.remove(chunkOrPage.id);
    context.deleteChunk(chunkOrPage.id);
  }

  private static <T> void keep(Map<Long, T> kept, long id, T value) {
    kept.remove(id);
    if (kept.size() >= KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(id, value);
  }

  private static ByteSource source(long id, KeyContext context) {
    byte[] bytes = context.chunk(id);
    if (bytes == null) {
      throw new StateFormatException("chunk [" + id + "] of a key is missing in its state");
    }
    ByteSource source = new ByteSource(bytes);
    int version = source.readByte();
    if (version != VERSION) {
      throw new StateFormatException(
          "chunk of a key has format version [" + version + "], expected [" + VERSION + "]");
    }
    return source;
  }

  /** Counts what may be kept, not what is: it is asked often. */
  int memoryBytes() {
    int events = 2 * format.sizes().chunkEvents();
    return keptRuns.size() * events * Long.BYTES * (1 + format.columns().length)
        + keptPages.size() * 2 * format.sizes().pageChunks() * 64;
  }
}
