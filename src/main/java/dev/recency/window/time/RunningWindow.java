package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.window.Instants;
import dev.recency.window.block.Blocks;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The window that moves over the slices under EMIT FINAL, as two stacks (Tangwongsan et al.,
 * "General Incremental Sliding-Window Aggregation", VLDB 2015; the lite form, where the front stack
 * lies in the slices themselves).
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>The totals of a slice in {@code [head, middle)} are over all events of the slices from it to
 *       {@code middle}; those of any other slice are over its own events.
 *   <li>{@code back} is over all events of the slices in {@code [middle, tail)}; null: there is none.
 *       {@code backFrom} is the first of these slices that has events, or NEVER.
 * </ol>
 *
 * <p>A slice with events is combined twice while the window moves over it, and a window twice when
 * it is said, whatever its size. An event that is late for some windows but not for others costs one
 * addition per slice of the front stack before it.
 */
final class RunningWindow {
  private final Aggregation aggregation;
  private long middle;
  private long tail;
  private @Nullable Totals back;
  private long backFrom = Instants.NEVER;

  RunningWindow(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  /** Moves on to the slices {@code [head, end)}, neither of which goes back. */
  void slide(Blocks<Slice> slices, long head, long end, KeyContext context) {
    if (head >= tail) {
      tail = head;
      middle = head;
      clearBack();
    } else if (head > middle && backFrom >= head) {
      middle = head;
    } else if (head > middle) {
      turn(slices, head, context);
    }
    for (Slice each = slices.ceiling(tail, context);
        each != null && each.position() < end;
        each = slices.higher(each.position(), context)) {
      Totals totals = each.totals;
      if (totals != null) {
        aggregation.combine(back(each.position()), totals);
      }
    }
    tail = Math.max(tail, end);
  }

  /** The back stack, which gets events of a slice. */
  private Totals back(long slice) {
    Totals into = back == null ? aggregation.nothing() : back;
    back = into;
    backFrom = Math.min(backFrom, slice);
    return into;
  }

  private void clearBack() {
    back = null;
    backFrom = Instants.NEVER;
  }

  /** Makes the back stack the front stack, from the newest slice to the oldest. */
  private void turn(Blocks<Slice> slices, long head, KeyContext context) {
    Totals behind = null;
    for (Slice each = slices.lower(tail, context);
        each != null && each.position() >= head;
        each = slices.lower(each.position(), context)) {
      Totals totals = each.totals;
      if (totals != null) {
        if (behind != null) {
          slices.edit(each.position(), context);
          aggregation.combine(totals, behind);
        }
        behind = totals;
      }
    }
    middle = tail;
    clearBack();
  }

  /** The totals of the window that begins with slice {@code head}; to be read at once. */
  Totals value(Blocks<Slice> slices, long head, KeyContext context) {
    Slice front = front(slices, head, context);
    Totals older = front == null ? null : front.totals;
    Totals newer = back;
    if (older == null || newer == null) {
      Totals one = older == null ? newer : older;
      return one == null ? aggregation.nothing() : one;
    }
    return aggregation.both(older, newer);
  }

  /** The first slice from here on that is in the front stack and has events. */
  private @Nullable Slice front(Blocks<Slice> slices, long from, KeyContext context) {
    Slice found = slices.ceiling(from, context);
    while (found != null && found.position() < middle && found.totals == null) {
      found = slices.higher(found.position(), context);
    }
    return found == null || found.position() >= middle ? null : found;
  }

  /**
   * Takes events into a slice that no window before {@code head} holds.
   *
   * @param change adds them
   */
  void change(
      Blocks<Slice> slices, long head, long slice, Consumer<Totals> change, KeyContext context) {
    boolean stacked = slice < middle;
    Totals own = totals(slices, slice, stacked, context);
    change.accept(own);
    if (stacked) {
      for (Slice each = slices.lower(slice, context);
          each != null && each.position() >= head;
          each = slices.lower(each.position(), context)) {
        Totals before = each.totals;
        if (before != null) {
          slices.edit(each.position(), context);
          change.accept(before);
        }
      }
    } else if (slice < tail) {
      change.accept(back(slice));
    }
  }

  /** The totals of a slice, to be changed; new ones of the front stack are over those behind. */
  private Totals totals(Blocks<Slice> slices, long slice, boolean stacked, KeyContext context) {
    Slice found = slices.edit(slice, context);
    if (found != null && found.totals != null) {
      return found.totals;
    }
    Totals totals = aggregation.nothing();
    Slice behind = stacked ? front(slices, slice + 1, context) : null;
    if (behind != null && behind.totals != null) {
      aggregation.combine(totals, behind.totals);
    }
    Slice own = slices.edit(slice, context);
    if (own == null) {
      own = new Slice(slice);
      slices.put(own, context);
    }
    own.totals = totals;
    return totals;
  }

  void write(ByteSink target) {
    target.writeVarint(middle);
    target.writeVarint(tail - middle);
    Totals totals = back;
    target.writeByte(totals == null ? 0 : 1);
    if (totals != null) {
      target.writeVarint(backFrom - middle);
      aggregation.write(totals, target);
    }
  }

  static RunningWindow read(Aggregation aggregation, ByteSource source) {
    RunningWindow window = new RunningWindow(aggregation);
    window.middle = source.readVarint();
    window.tail = window.middle + source.readVarint();
    if (source.readByte() != 0) {
      window.backFrom = window.middle + source.readVarint();
      window.back = aggregation.read(source);
    }
    return window;
  }

  int memoryBytes() {
    Totals totals = back;
    return 48 + (totals == null ? 0 : aggregation.memoryBytes(totals));
  }
}
