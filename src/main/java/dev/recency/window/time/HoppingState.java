package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.operator.LiveHeader;
import dev.recency.window.Instants;
import dev.recency.window.block.Blocks;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One key: its slices and which windows over them are still to come.
 *
 * <p>Invariants between two calls:
 *
 * <ol>
 *   <li>Windows before {@code next} are over; no slice before the first one of {@code next} counts.
 *   <li>The totals of a slice are over the events that every window from {@code next} on takes; an
 *       event that some of them do not take is deferred at the first window that does.
 *   <li>{@code oldest} is the first slice with totals that counts, NEVER if there is none.
 *   <li>{@code deferredFrom} is the first window with deferred events, NEVER if there is none.
 * </ol>
 */
final class HoppingState implements LiveHeader {
  private static final int VERSION = 1;
  static final long UNSET = Long.MIN_VALUE;

  final Grid grid;
  final Aggregation aggregation;
  final Blocks<Slice> slices;
  final RunningWindow running;

  /** The first window that is not over. */
  long next;

  /** The first slice with totals. */
  long oldest = Instants.NEVER;

  /** The first window with deferred events. */
  long deferredFrom = Instants.NEVER;

  /** How many windows have deferred events. */
  private long deferring;

  /** How many events came, the number of the last one. */
  long sequence;

  /** The largest arrival. */
  long stampMillis = Long.MIN_VALUE;

  /** When the timer is set to come, or UNSET. */
  long dueMillis = UNSET;

  private HoppingState(
      Grid grid, Aggregation aggregation, Blocks<Slice> slices, RunningWindow running) {
    this.grid = grid;
    this.aggregation = aggregation;
    this.slices = slices;
    this.running = running;
  }

  static HoppingState empty(Grid grid, Slice.Format format) {
    return new HoppingState(
        grid, format.aggregation(), new Blocks<>(format), new RunningWindow(format.aggregation()));
  }

  /** The state of the current key, or null if it has none. */
  static @Nullable HoppingState load(Grid grid, Slice.Format format, KeyContext context) {
    if (context.liveHeader() instanceof HoppingState live) {
      return live;
    }
    byte[] header = context.header();
    return header == null ? null : read(grid, format, header);
  }

  /** The first window that is to be said, NEVER if there is none. */
  long dueWindow() {
    long first = Instants.NEVER;
    if (oldest != Instants.NEVER) {
      first = Math.max(next, grid.firstWindow(oldest));
    }
    return Math.min(first, deferredFrom);
  }

  /**
   * Takes events into a slice.
   *
   * @param window the first window that takes them
   * @param change adds them
   * @return whether the window had deferred events of this slice before
   */
  boolean take(long window, long slice, Consumer<Totals> change, KeyContext context) {
    if (window <= Math.max(next, grid.firstWindow(slice))) {
      running.change(slices, grid.firstSlice(next), slice, change, context);
      oldest = Math.min(oldest, slice);
      return false;
    }
    long start = grid.firstSlice(window);
    Slice at = slices.edit(start, context);
    if (at == null) {
      at = new Slice(start);
      slices.put(at, context);
    }
    if (at.deferred().isEmpty()) {
      deferring++;
      deferredFrom = Math.min(deferredFrom, window);
    }
    Slice.Deferred deferred = at.deferred(slice);
    boolean before = deferred != null;
    if (deferred == null) {
      deferred = new Slice.Deferred(slice, aggregation.nothing());
      at.defer(deferred);
    }
    change.accept(deferred.totals());
    return before;
  }

  /** Windows before this one are over. */
  void moveTo(long window, KeyContext context) {
    next = Math.max(next, window);
    while (deferredFrom != Instants.NEVER && deferredFrom <= next) {
      undefer(context);
    }
    long head = grid.firstSlice(next);
    slices.dropBefore(head, context);
    if (oldest < head) {
      Slice first = slices.ceiling(head, context);
      while (first != null && first.totals == null) {
        first = slices.higher(first.position(), context);
      }
      oldest = first == null ? Instants.NEVER : first.position();
    }
  }

  /** Puts the first deferred events where they belong. */
  private void undefer(KeyContext context) {
    long start = grid.firstSlice(deferredFrom);
    Slice at = slices.edit(start, context);
    if (at == null) {
      throw aggregation.refused("no slice at its first deferred event");
    }
    List<Slice.Deferred> events = at.undefer();
    if (at.totals == null && !at.visible) {
      slices.remove(start, context);
    }
    deferring--;
    deferredFrom = deferring == 0 ? Instants.NEVER : nextDeferred(start, context);
    for (Slice.Deferred each : events) {
      if (each.slice() >= grid.firstSlice(next)) {
        Consumer<Totals> change = totals -> aggregation.combine(totals, each.totals());
        running.change(slices, grid.firstSlice(next), each.slice(), change, context);
        oldest = Math.min(oldest, each.slice());
      }
    }
  }

  private long nextDeferred(long after, KeyContext context) {
    Slice found = slices.higher(after, context);
    while (found != null && found.deferred().isEmpty()) {
      found = slices.higher(found.position(), context);
    }
    return found == null ? Instants.NEVER : grid.lastWindow(found.position());
  }

  @Override
  public byte[] toBytes() {
    ByteSink target = new ByteSink();
    target.writeByte(VERSION);
    target.writeVarint(grid.sizeMillis());
    target.writeVarint(grid.advanceMillis());
    target.writeByte(grid.emitFinal() ? 1 : 0);
    target.writeVarint(next);
    target.writeVarint(oldest);
    target.writeVarint(deferredFrom);
    target.writeVarint(deferring);
    target.writeVarint(sequence);
    target.writeSigned(stampMillis);
    target.writeSigned(dueMillis);
    running.write(target);
    slices.write(target);
    return target.toBytes();
  }

  private static HoppingState read(Grid grid, Slice.Format format, byte[] header) {
    Aggregation aggregation = format.aggregation();
    ByteSource source = new ByteSource(header);
    try {
      int version = source.readByte();
      if (version != VERSION) {
        throw aggregation.refused("format version [" + version + "], expected [" + VERSION + "]");
      }
      long sizeMillis = source.readVarint();
      long advanceMillis = source.readVarint();
      boolean emitFinal = source.readByte() == 1;
      if (!grid.matches(sizeMillis, advanceMillis, emitFinal)) {
        throw aggregation.refused(
            "windows of "
                + Grid.words(sizeMillis, advanceMillis, emitFinal)
                + ", expected "
                + Grid.words(grid.sizeMillis(), grid.advanceMillis(), grid.emitFinal()));
      }
      long[] numbers = new long[7];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = i >= 5 ? source.readSigned() : source.readVarint();
      }
      RunningWindow running = RunningWindow.read(aggregation, source);
      Blocks<Slice> slices = Blocks.read(format, source);
      HoppingState state = new HoppingState(grid, aggregation, slices, running);
      state.next = numbers[0];
      state.oldest = numbers[1];
      state.deferredFrom = numbers[2];
      state.deferring = numbers[3];
      state.sequence = numbers[4];
      state.stampMillis = numbers[5];
      state.dueMillis = numbers[6];
      return state;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw aggregation.refused("only [" + header.length + "] bytes or damaged ones");
    }
  }

  @Override
  public int memoryBytes() {
    return 128 + slices.memoryBytes() + running.memoryBytes();
  }
}
