package dev.recency.window.time;

import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What TUMBLING and HOPPING windows of one key must say: a window holds every record of its interval
 * that arrived before it was closed. Nothing is kept, nothing is incremental; O(records × windows)
 * each time.
 */
public record FromScratch(TimeWindow.Hopping window, Aggregation aggregation)
    implements WindowTruth {

  @Override
  public List<Said> changes(Row key, List<Arrival> arrivals) {
    List<Said> rows = new ArrayList<>();
    int before = arrivals.size() - 1;
    Arrival last = arrivals.get(before);
    for (long start : starts(last.timeMillis())) {
      if (takes(start, last)) {
        Said now = row(key, start, arrivals);
        List<Arrival> earlier = inside(start, arrivals.subList(0, before));
        boolean visible = !earlier.isEmpty() && passes(row(key, start, earlier));
        if (passes(now)) {
          rows.add(
              new Said(now.row(), visible ? RowKind.UPDATE : RowKind.INSERT, now.asOfMillis()));
        } else if (visible) {
          rows.add(new Said(now.row(), RowKind.DELETE, now.asOfMillis()));
        }
      }
    }
    return rows;
  }

  @Override
  public List<Said> finals(Row key, List<Arrival> arrivals, long fromMillis, long toMillis) {
    return startsWithEvents(arrivals)
        .filter(start -> fromMillis < closing(start) && closing(start) <= toMillis)
        .map(start -> row(key, start, arrivals))
        .filter(this::passes)
        .toList();
  }

  @Override
  public boolean accepts(List<Arrival> arrivals) {
    Arrival arrival = arrivals.get(arrivals.size() - 1);
    return starts(arrival.timeMillis()).stream().anyMatch(start -> takes(start, arrival));
  }

  @Override
  public boolean open(List<Arrival> arrivals, long clockMillis) {
    return startsWithEvents(arrivals).anyMatch(start -> closing(start) > clockMillis);
  }

  /** The starts of all windows over a time, ascending. */
  private List<Long> starts(long timeMillis) {
    List<Long> starts = new ArrayList<>();
    long start = timeMillis / window.advanceMillis() * window.advanceMillis();
    for (; start >= 0 && timeMillis - start < window.sizeMillis(); start -= advance()) {
      starts.add(0, start);
    }
    return starts;
  }

  private long advance() {
    return window.advanceMillis();
  }

  private Stream<Long> startsWithEvents(List<Arrival> arrivals) {
    TreeSet<Long> found = new TreeSet<>();
    for (Arrival arrival : arrivals) {
      starts(arrival.timeMillis()).stream().filter(s -> takes(s, arrival)).forEach(found::add);
    }
    return found.stream();
  }

  /** The instant at which a window is closed. */
  public long closing(long startMillis) {
    return Instants.plus(end(startMillis), window.graceMillis());
  }

  private long end(long startMillis) {
    return Instants.plus(startMillis, window.sizeMillis());
  }

  private boolean takes(long startMillis, Arrival arrival) {
    return startMillis <= arrival.timeMillis()
        && arrival.timeMillis() - startMillis < window.sizeMillis()
        && closing(startMillis) > arrival.judgeMillis();
  }

  private List<Arrival> inside(long startMillis, List<Arrival> arrivals) {
    return arrivals.stream().filter(each -> takes(startMillis, each)).toList();
  }

  private Said row(Row key, long startMillis, List<Arrival> arrivals) {
    Totals totals = aggregation.nothing();
    for (int i = 0; i < arrivals.size(); i++) {
      if (takes(startMillis, arrivals.get(i))) {
        aggregation.add(totals, arrivals.get(i).record(), i);
      }
    }
    Row row = aggregation.row(key, totals, startMillis, end(startMillis));
    return new Said(row, RowKind.INSERT, totals.newestMillis());
  }

  private boolean passes(Said said) {
    return aggregation.passes(said.row());
  }
}
