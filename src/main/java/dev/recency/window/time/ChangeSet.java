package dev.recency.window.time;

import dev.recency.operator.KeyContext;
import dev.recency.window.block.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows that an event of one slice changes, and their values. Every one holds the slice; what
 * lies before it is combined from the last window to the first, what lies behind it from the first
 * to the last, so each slice is combined once.
 */
final class ChangeSet {
  private final HoppingState state;
  private final Grid grid;
  private final Aggregation aggregation;
  private final KeyContext context;
  private final long slice;
  private final long first;
  private final long last;
  private final long eventsBefore;
  private final long eventsBehind;
  private boolean deferredBefore;

  /** Deferred events and the first window that takes them. */
  private record Late(long from, Slice.Deferred events) {}

  /** Takes one window: its number, its totals, and whether it had events before. */
  interface Listener {
    void window(long number, Totals totals, boolean known);
  }

  private ChangeSet(
      HoppingState state,
      long slice,
      long first,
      long eventsBefore,
      long eventsBehind,
      KeyContext context) {
    this.state = state;
    grid = state.grid;
    aggregation = state.aggregation;
    this.context = context;
    this.slice = slice;
    this.first = first;
    last = grid.lastWindow(slice);
    this.eventsBefore = eventsBefore;
    this.eventsBehind = eventsBehind;
  }

  /**
   * The windows from {@code first} on, before the event is taken in.
   *
   * @param first the first window that takes it
   */
  static ChangeSet before(HoppingState state, long slice, long first, KeyContext context) {
    Blocks<Slice> slices = state.slices;
    Slice before = slices.get(slice, context);
    if (before == null) {
      before = slices.lower(slice, context);
    }
    while (before != null && before.totals == null) {
      before = slices.lower(before.position(), context);
    }
    Slice behind = slices.higher(slice, context);
    while (behind != null && behind.totals == null) {
      behind = slices.higher(behind.position(), context);
    }
    return new ChangeSet(
        state,
        slice,
        first,
        before == null ? -1 : before.position(),
        behind == null ? Long.MAX_VALUE : behind.position(),
        context);
  }

  /** Whether the first window had deferred events of this slice. */
  void deferredBefore(boolean known) {
    deferredBefore = known;
  }

  /** Hands over every window, by ascending start. */
  void each(Listener listener) {
    List<Late> late = late();
    @Nullable Totals[] older = older();
    Totals newer = null;
    Slice behind = state.slices.higher(slice, context);
    for (long window = first; window <= last; window++) {
      long end = grid.endSlice(window);
      while (behind != null && behind.position() < end) {
        if (behind.totals != null) {
          newer = newer == null ? aggregation.nothing() : newer;
          aggregation.combine(newer, behind.totals);
        }
        behind = state.slices.higher(behind.position(), context);
      }
      Totals value = value(window, older[(int) (window - first)], newer, late);
      listener.window(window, value, known(window, late));
    }
  }

  /** Per window, its events up to this slice. */
  private @Nullable Totals[] older() {
    @Nullable Totals[] older = new @Nullable Totals[(int) (last - first) + 1];
    Totals sum = null;
    Slice each = state.slices.get(slice, context);
    if (each == null) {
      each = state.slices.lower(slice, context);
    }
    for (long window = last; window >= first; window--) {
      boolean own = false;
      while (each != null && each.position() >= grid.firstSlice(window)) {
        Totals totals = each.totals;
        if (totals != null && sum == null) {
          sum = totals;
        } else if (totals != null && sum != null) {
          sum = own ? sum : copy(sum);
          own = true;
          aggregation.combine(sum, totals);
        }
        each = state.slices.lower(each.position(), context);
      }
      older[(int) (window - first)] = sum;
    }
    return older;
  }

  private Totals copy(Totals totals) {
    Totals copy = aggregation.nothing();
    aggregation.combine(copy, totals);
    return copy;
  }

  /** All deferred events that some of the windows take and others do not. */
  private List<Late> late() {
    List<Late> late = new ArrayList<>();
    if (state.deferredFrom > last) {
      return late;
    }
    long from =
        Math.max(
            grid.firstSlice(state.deferredFrom), grid.firstSlice(first) - grid.sizeSlices() + 1);
    Slice at = state.slices.ceiling(from, context);
    while (at != null && at.position() <= grid.firstSlice(last)) {
      for (Slice.Deferred each : at.deferred()) {
        late.add(new Late(grid.lastWindow(at.position()), each));
      }
      at = state.slices.higher(at.position(), context);
    }
    return late;
  }

  /** The totals of a window, to be read only. */
  private Totals value(
      long window, @Nullable Totals older, @Nullable Totals newer, List<Late> late) {
    Totals value = older == null ? newer : older;
    boolean own = false;
    if (value != null && newer != null && value != newer) {
      value = copy(value);
      own = true;
      aggregation.combine(value, newer);
    }
    for (Late each : late) {
      if (takes(window, each)) {
        value = own && value != null ? value : value == null ? aggregation.nothing() : copy(value);
        own = true;
        aggregation.combine(value, each.events().totals());
      }
    }
    return value == null ? aggregation.nothing() : value;
  }

  private boolean takes(long window, Late late) {
    long at = late.events().slice();
    return late.from() <= window && grid.firstSlice(window) <= at && at < grid.endSlice(window);
  }

  /** Whether a window had events before this one. */
  private boolean known(long window, List<Late> late) {
    if (eventsBefore >= grid.firstSlice(window) || eventsBehind < grid.endSlice(window)) {
      return true;
    }
    for (Late each : late) {
      boolean own = each.from() == first && each.events().slice() == slice;
      if (takes(window, each) && (!own || deferredBefore)) {
        return true;
      }
    }
    return false;
  }
}
