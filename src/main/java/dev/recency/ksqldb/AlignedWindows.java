package dev.recency.ksqldb;

import dev.recency.aggregate.Aggregate;
import dev.recency.plan.SlidingWindow.Emit;
import dev.recency.plan.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * TUMBLING and HOPPING of one partition, rule by rule. An event is added to each of its windows
 * that is open; then, with EMIT FINAL, the windows that closed since the last emission are written,
 * if the store still shows them: it hides a window that starts more than RETENTION before the
 * newest window in it, and the event that closes windows has put its own there first.
 */
final class AlignedWindows implements Windows {
  private static final long NEVER = -1;

  private final TimeWindow.Hopping window;
  private final List<Aggregate<Object>> aggregates;
  private final Losses losses;
  private final Throttle throttle;
  private final NavigableMap<Long, NavigableMap<Group, Totals>> store = new TreeMap<>();
  private long streamTimeMillis = -1;
  private long newestStartMillis = -1;
  private long emittedUpToMillis = NEVER;

  AlignedWindows(
      TimeWindow.Hopping window,
      List<Aggregate<Object>> aggregates,
      Losses losses,
      Throttle throttle) {
    this.window = window;
    this.aggregates = aggregates;
    this.losses = losses;
    this.throttle = throttle;
  }

  @Override
  public List<Change> take(GroupedEvent event) {
    streamTimeMillis = Math.max(streamTimeMillis, event.timeMillis());
    long closedUpTo = streamTimeMillis - window.graceMillis();
    List<Change> changes = new ArrayList<>();
    for (long start : starts(event.timeMillis())) {
      if (start + window.sizeMillis() > closedUpTo) {
        changes.add(add(event, start));
      }
    }
    if (window.emit() == Emit.CHANGES) {
      forget(closedUpTo - window.sizeMillis());
      return changes;
    }
    return throttle.attempt(event.nowMillis()) ? closed(closedUpTo) : List.of();
  }

  /** Starts of the windows that an instant is in, ascending. */
  private long[] starts(long timeMillis) {
    long advance = window.advanceMillis();
    long first = Math.max(0, timeMillis - window.sizeMillis() + advance) / advance * advance;
    return LongStream.iterate(first, start -> start <= timeMillis, start -> start + advance)
        .toArray();
  }

  private Change add(GroupedEvent event, long start) {
    Totals totals =
        store
            .computeIfAbsent(start, each -> new TreeMap<>())
            .computeIfAbsent(event.group(), each -> new Totals(aggregates));
    totals.add(event.arguments(), event.timeMillis());
    newestStartMillis = Math.max(newestStartMillis, start);
    return change(event.group(), start, totals);
  }

  private Change change(Group group, long start, Totals totals) {
    Bounds bounds = new Bounds(start, start + window.sizeMillis());
    return new Change(group, bounds, Optional.of(totals), totals.newestMillis());
  }

  private List<Change> closed(long closedUpTo) {
    long last = closedUpTo - window.sizeMillis();
    if (last < 0 || emittedUpToMillis >= closedUpTo) {
      return List.of();
    }
    long first =
        emittedUpToMillis == NEVER ? 0 : Math.max(0, emittedUpToMillis - window.sizeMillis()) + 1;
    if (losses == Losses.OF_THE_STORE) {
      first = Math.max(first, newestStartMillis - window.retentionMillis());
    }
    List<Change> changes = new ArrayList<>();
    if (first <= last) {
      store
          .subMap(first, true, last, true)
          .forEach(
              (start, groups) ->
                  groups.forEach((group, totals) -> changes.add(change(group, start, totals))));
    }
    emittedUpToMillis = closedUpTo;
    forget(last);
    return changes;
  }

  /** Closed windows that start up to here are never looked at again. */
  private void forget(long lastStartMillis) {
    store.headMap(lastStartMillis, true).clear();
  }
}
