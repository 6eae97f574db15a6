package dev.recency.window;

import dev.recency.aggregate.Aggregate;
import dev.recency.operator.KeyContext;
import dev.recency.operator.StateFormatException;
import dev.recency.window.WindowDefinition.Kind;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import dev.recency.window.log.EventLog;
import java.nio.BufferUnderflowException;

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
    target.writeVarint(state.windows.length);
    ByteSink block = new ByteSink();
    for (WindowState window : state.windows) {
      target.writeInt(window.definition.id());
      block.clear();
      write(window, block);
      target.writeBlock(block.toBytes());
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
    Aggregate<Object>[] aggregates = window.definition.aggregates();
    for (int i = 0; i < aggregates.length; i++) {
      if (WindowDefinition.kind(aggregates[i]) == Kind.RUNNING) {
        Object accumulator = window.accumulators[i];
        target.writeByte(aggregates[i].formatVersion());
        int size = aggregates[i].sizeBytes(accumulator);
        target.writeVarint(size);
        aggregates[i].write(accumulator, target.room(size));
      }
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
      EventLog log =
          EventLog.read(
              definition.sizes(), definition.columns(), definition.partials(), source, context);
      WindowState[] windows = LogState.newWindows(definition);
      for (WindowState window : windows) {
        window.unfilled = true;
      }
      int stored = source.readCount();
      for (int i = 0; i < stored; i++) {
        int id = source.readInt();
        ByteSource block = source.block();
        for (WindowState window : windows) {
          if (window.definition.id() == id) {
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
    Aggregate<Object>[] aggregates = window.definition.aggregates();
    for (int i = 0; i < aggregates.length; i++) {
      if (WindowDefinition.kind(aggregates[i]) == Kind.RUNNING) {
        int version = source.readByte();
        if (version != aggregates[i].formatVersion()) {
          throw refused(
              definition,
              "aggregate version ["
                  + version
                  + "], expected ["
                  + aggregates[i].formatVersion()
                  + "]");
        }
        window.accumulators[i] = aggregates[i].read(source.slice(source.readCount()));
      }
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
