package dev.recency.window;

import dev.recency.aggregate.InvertibleAggregate;
import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import dev.recency.window.distinct.DistinctCounts;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import dev.recency.window.log.EventLog;
import java.nio.BufferUnderflowException;
import java.util.Arrays;

/**
 * The header of a key: {@code version, log, windows}; each window is a block behind the number of
 * its definition, so one that is not known any more is skipped and one that is new is filled from
 * the log.
 */
final class StateCodec {
  private static final int VERSION = 1;
  private static final int VISIBLE = 1;
  private static final int SAID = 2;
  private static final int HEAD = 4;
  private static final int NEXT = 8;
  private static final int OWED = 16;
  private static final int FRESH = 32;
  private static final int UNFILLED = 64;

  private StateCodec() {}

  static void write(LogState state, ByteSink target) {
    target.writeByte(VERSION);
    state.log.write(target);
    writeBuckets(state, target);
    target.writeVarint(state.windows.length);
    ByteSink block = new ByteSink();
    for (WindowState window : state.windows) {
      target.writeInt(window.definition.id);
      block.clear();
      write(window, block);
      target.writeBlock(block.toBytes());
    }
  }

  /** Where values lie in buckets, so that those of a statement that is gone can be deleted. */
  private static void writeBuckets(LogState state, ByteSink target) {
    for (WindowState window : state.windows) {
      for (int place = 0; place < window.distinct.length; place++) {
        if (window.distinct[place].buckets() > 0) {
          target.writeVarint(window.distinct[place].buckets());
          target.writeInt(window.definition.id);
          target.writeByte(place);
        }
      }
    }
    target.writeVarint(0);
  }

  private static void readBuckets(LogDefinition definition, ByteSource source, KeyContext context) {
    for (int buckets = (int) source.readVarint();
        buckets > 0;
        buckets = (int) source.readVarint()) {
      int id = source.readInt();
      int place = source.readByte();
      if (Arrays.stream(definition.windows()).noneMatch(window -> window.id == id)) {
        DistinctCounts.delete(id, place, buckets, context);
      }
    }
  }

  private static void write(WindowState window, ByteSink target) {
    int flags = window.visible ? VISIBLE : 0;
    flags |= window.asOfMillis == WindowState.NONE ? 0 : SAID;
    flags |= window.empty() ? 0 : HEAD;
    flags |= window.nextMillis == Instants.NEVER ? 0 : NEXT;
    flags |= window.owedMillis == Instants.NEVER ? 0 : OWED;
    flags |= window.fresh ? FRESH : 0;
    flags |= window.unfilled ? UNFILLED : 0;
    target.writeByte(flags);
    if ((flags & SAID) != 0) {
      target.writeSigned(window.asOfMillis);
      target.writeSigned(window.stampMillis - window.asOfMillis);
    }
    long base = (flags & SAID) != 0 ? window.asOfMillis : 0;
    if ((flags & HEAD) != 0) {
      target.writeSigned(window.headMillis - base);
    }
    if ((flags & NEXT) != 0) {
      target.writeSigned(window.nextMillis - base);
    }
    if ((flags & OWED) != 0) {
      target.writeSigned(window.owedMillis - base);
    }
    if ((flags & HEAD) != 0) {
      writeAccumulators(window, target);
    }
  }

  private static void writeAccumulators(WindowState window, ByteSink target) {
    InvertibleAggregate<Object>[] running = window.definition.running;
    for (int i = 0; i < running.length; i++) {
      target.writeByte(running[i].formatVersion());
      int size = running[i].sizeBytes(window.running[i]);
      target.writeVarint(size);
      running[i].write(window.running[i], target.room(size));
    }
    for (DistinctCounts counts : window.distinct) {
      counts.write(target);
    }
  }

  /**
   * The state in these bytes.
   *
   * @throws StateFormatException if another version wrote them, or they are damaged
   */
  static LogState read(LogDefinition definition, byte[] header, KeyContext context) {
    ByteSource source = new ByteSource(header);
    try {
      int version = source.readByte();
      if (version != VERSION) {
        throw refused(definition, "format version [" + version + "], expected [" + VERSION + "]");
      }
      EventLog log = EventLog.read(definition.format(), source, context);
      WindowState[] windows = LogState.newWindows(definition);
      for (WindowState window : windows) {
        window.unfilled = true;
      }
      readBuckets(definition, source, context);
      int stored = source.readCount();
      for (int i = 0; i < stored; i++) {
        int id = source.readInt();
        ByteSource block = source.block();
        for (WindowState window : windows) {
          if (window.definition.id == id) {
            read(definition, window, block);
          }
        }
      }
      return new LogState(definition, log, windows);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw refused(definition, "only [" + header.length + "] bytes or damaged ones");
    }
  }

  private static void read(LogDefinition definition, WindowState window, ByteSource source) {
    int flags = source.readByte();
    window.visible = (flags & VISIBLE) != 0;
    window.fresh = (flags & FRESH) != 0;
    window.unfilled = (flags & UNFILLED) != 0;
    long base = 0;
    if ((flags & SAID) != 0) {
      base = source.readSigned();
      window.asOfMillis = base;
      window.stampMillis = base + source.readSigned();
    }
    window.headMillis = (flags & HEAD) != 0 ? base + source.readSigned() : Instants.NEVER;
    window.nextMillis = (flags & NEXT) != 0 ? base + source.readSigned() : Instants.NEVER;
    window.owedMillis = (flags & OWED) != 0 ? base + source.readSigned() : Instants.NEVER;
    if ((flags & HEAD) != 0) {
      readAccumulators(definition, window, source);
    }
    if (!source.atEnd()) {
      throw refused(definition, "bytes too many in a window");
    }
  }

  private static void readAccumulators(
      LogDefinition definition, WindowState window, ByteSource source) {
    InvertibleAggregate<Object>[] running = window.definition.running;
    for (int i = 0; i < running.length; i++) {
      int version = source.readByte();
      int expected = running[i].formatVersion();
      if (version != expected) {
        throw refused(
            definition, "aggregate version [" + version + "], expected [" + expected + "]");
      }
      window.running[i] = running[i].read(source.slice(source.readCount()));
    }
    for (DistinctCounts counts : window.distinct) {
      counts.read(source);
    }
  }

  private static StateFormatException refused(LogDefinition definition, String found) {
    return new StateFormatException(
        "state of log ["
            + definition.uid()
            + "] has "
            + found
            + ". Restore a savepoint that this release wrote, or start the statements of this log"
            + " without state.");
  }
}
