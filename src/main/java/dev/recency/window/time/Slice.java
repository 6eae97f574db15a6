package dev.recency.window.time;

import dev.recency.window.block.Entry;
import dev.recency.window.block.EntryFormat;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key has of one slice, and of the window that begins with it. */
final class Slice extends Entry {
  /** The events of the slice, for all windows over it that are not closed. */
  @Nullable Totals totals;

  /** Whether the last row of the window that begins here passed HAVING. */
  boolean visible;

  /** Events that came too late for every window before the one that begins here. */
  private List<Deferred> deferred = List.of();

  /**
   * Late events of one slice.
   *
   * @param slice where they are
   */
  record Deferred(long slice, Totals totals) {}

  Slice(long index) {
    super(index);
  }

  /** Events that came too late for every window before the one that begins here; to be read. */
  List<Deferred> deferred() {
    return deferred;
  }

  /** Adds such events, of a slice that has none here. */
  void defer(Deferred events) {
    if (deferred.isEmpty()) {
      deferred = new ArrayList<>(1);
    }
    deferred.add(events);
  }

  /** Takes all such events out. */
  List<Deferred> undefer() {
    List<Deferred> events = deferred;
    deferred = List.of();
    return events;
  }

  /** The late events of this slice among {@link #deferred()}, or null. */
  @Nullable Deferred deferred(long slice) {
    for (Deferred each : deferred) {
      if (each.slice() == slice) {
        return each;
      }
    }
    return null;
  }

  /** {@code flags, totals, deferred}. */
  record Format(Aggregation aggregation, int blockEntries) implements EntryFormat<Slice> {
    private static final int TOTALS = 1;
    private static final int VISIBLE = 2;
    private static final int DEFERRED = 4;

    @Override
    public void write(Slice slice, ByteSink target) {
      Totals totals = slice.totals;
      int flags = totals == null ? 0 : TOTALS;
      flags |= slice.visible ? VISIBLE : 0;
      flags |= slice.deferred.isEmpty() ? 0 : DEFERRED;
      target.writeByte(flags);
      if (totals != null) {
        aggregation.write(totals, target);
      }
      if (!slice.deferred.isEmpty()) {
        target.writeVarint(slice.deferred.size());
        for (Deferred each : slice.deferred) {
          target.writeSigned(each.slice() - slice.position());
          aggregation.write(each.totals(), target);
        }
      }
    }

    @Override
    public Slice read(long position, ByteSource source) {
      Slice slice = new Slice(position);
      int flags = source.readByte();
      slice.visible = (flags & VISIBLE) != 0;
      if ((flags & TOTALS) != 0) {
        slice.totals = aggregation.read(source);
      }
      if ((flags & DEFERRED) != 0) {
        int count = source.readCount();
        for (int i = 0; i < count; i++) {
          long of = position + source.readSigned();
          slice.defer(new Deferred(of, aggregation.read(source)));
        }
      }
      return slice;
    }

    @Override
    public int memoryBytes(Slice slice) {
      int bytes = 56;
      Totals totals = slice.totals;
      if (totals != null) {
        bytes += aggregation.memoryBytes(totals);
      }
      for (Deferred each : slice.deferred) {
        bytes += 32 + aggregation.memoryBytes(each.totals());
      }
      return bytes;
    }
  }
}
