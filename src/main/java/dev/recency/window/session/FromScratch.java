package dev.recency.window.session;

import dev.recency.plan.TimeWindow;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.window.Instants;
import dev.recency.window.time.Aggregation;
import dev.recency.window.time.Arrival;
import dev.recency.window.time.Said;
import dev.recency.window.time.Totals;
import dev.recency.window.time.WindowTruth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What SESSION windows of one key must say: the rule of merging, applied to all records from the
 * first, with the records themselves in the sessions. O(records × sessions) each time.
 */
public record FromScratch(TimeWindow.Session window, Aggregation aggregation)
    implements WindowTruth {

  /** A session and its records by the number of their arrival. */
  private record Session(long startMillis, long endMillis, SortedMap<Integer, Arrival> records) {}

  /** What an arrival does: the sessions that it replaces by one, or none if it is late. */
  private record Change(List<Session> sessions, List<Session> replaced, List<Session> made) {}

  @Override
  public List<Said> changes(Row key, List<Arrival> arrivals) {
    Change last = last(arrivals);
    List<Said> rows = new ArrayList<>();
    for (Session made : last.made()) {
      long time = arrivals.get(arrivals.size() - 1).timeMillis();
      boolean same = made.startMillis() == time && made.endMillis() == time;
      boolean visible = false;
      for (Session old : last.replaced()) {
        Said before = row(key, old);
        boolean said = aggregation.passes(before.row());
        visible |= said && same;
        if (said && !same) {
          rows.add(new Said(before.row(), RowKind.DELETE, old.endMillis()));
        }
      }
      Said now = row(key, made);
      if (aggregation.passes(now.row())) {
        RowKind kind = visible ? RowKind.UPDATE : RowKind.INSERT;
        rows.add(new Said(now.row(), kind, made.endMillis()));
      } else if (visible) {
        rows.add(new Said(now.row(), RowKind.DELETE, made.endMillis()));
      }
    }
    return rows;
  }

  @Override
  public List<Said> finals(Row key, List<Arrival> arrivals, long fromMillis, long toMillis) {
    return last(arrivals).sessions().stream()
        .filter(each -> fromMillis < closing(each.endMillis()))
        .filter(each -> closing(each.endMillis()) <= toMillis)
        .sorted(Comparator.comparing(Session::endMillis))
        .map(each -> row(key, each))
        .filter(each -> aggregation.passes(each.row()))
        .toList();
  }

  @Override
  public boolean accepts(List<Arrival> arrivals) {
    return !last(arrivals).made().isEmpty();
  }

  @Override
  public boolean open(List<Arrival> arrivals, long clockMillis) {
    return last(arrivals).sessions().stream().anyMatch(s -> closing(s.endMillis()) > clockMillis);
  }

  /** The first instant at which a session of this end is closed. */
  public long closing(long endMillis) {
    long last = Instants.plus(Instants.plus(endMillis, window.gapMillis()), window.graceMillis());
    return Instants.plus(last, 1);
  }

  private Change last(List<Arrival> arrivals) {
    Change change = new Change(List.of(), List.of(), List.of());
    for (int number = 0; number < arrivals.size(); number++) {
      change = change(change.sessions(), number, arrivals.get(number));
    }
    return change;
  }

  private Change change(List<Session> sessions, int number, Arrival arrival) {
    long time = arrival.timeMillis();
    List<Session> replaced =
        sessions.stream()
            .filter(each -> closing(each.endMillis()) > arrival.judgeMillis())
            .filter(each -> each.endMillis() >= Instants.minus(time, window.gapMillis()))
            .filter(each -> each.startMillis() <= Instants.plus(time, window.gapMillis()))
            .sorted(Comparator.comparing(Session::endMillis))
            .toList();
    long start = time;
    long end = time;
    SortedMap<Integer, Arrival> records = new TreeMap<>();
    for (Session each : replaced) {
      start = Math.min(start, each.startMillis());
      end = Math.max(end, each.endMillis());
      records.putAll(each.records());
    }
    records.put(number, arrival);
    if (closing(end) <= arrival.judgeMillis()) {
      return new Change(sessions, List.of(), List.of());
    }
    Session made = new Session(start, end, records);
    List<Session> all = new ArrayList<>(sessions);
    all.removeAll(replaced);
    all.add(made);
    return new Change(all, replaced, List.of(made));
  }

  private Said row(Row key, Session session) {
    Totals totals = aggregation.nothing();
    session.records().forEach((number, each) -> aggregation.add(totals, each.record(), number));
    Row row = aggregation.row(key, totals, session.startMillis(), session.endMillis());
    return new Said(row, RowKind.INSERT, session.endMillis());
  }
}
