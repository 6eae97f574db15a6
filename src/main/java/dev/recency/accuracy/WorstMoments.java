package dev.recency.accuracy;

import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.measure.WrongRead;
import dev.recency.accuracy.report.EntityNames;
import dev.recency.accuracy.report.WorstMoment;
import dev.recency.accuracy.report.WorstMoment.FoundCommand;
import dev.recency.accuracy.report.WorstMoment.RawEvent;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.StatementFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The worst wrong reads of all features and systems. So that features of different units can stand
 * in one list, errors are ranked as multiples of the mean error of their feature over all reads of
 * the worst system.
 */
final class WorstMoments {
  private static final int LIMIT = 20;
  private static final int EVENTS_SHOWN = 60;

  private record Candidate(
      EventTable events,
      StatementFeatures statement,
      Feature feature,
      String system,
      WrongRead read,
      double meanError) {}

  private final EntityNames names;
  private final List<Candidate> candidates = new ArrayList<>();

  WorstMoments(EntityNames names) {
    this.names = names;
  }

  void add(
      EventTable events,
      StatementFeatures statement,
      Feature feature,
      String system,
      FeatureMeasures measures) {
    double mean = measures.atRead().error().mean();
    for (WrongRead read : measures.worst()) {
      candidates.add(new Candidate(events, statement, feature, system, read, mean));
    }
  }

  List<WorstMoment> result() {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(this::rank)
                .reversed()
                .thenComparing(each -> each.feature().name())
                .thenComparing(Candidate::system)
                .thenComparingLong(each -> each.read().instantMillis()))
        .limit(LIMIT)
        .map(this::moment)
        .toList();
  }

  private double rank(Candidate candidate) {
    double unit =
        candidates.stream()
            .filter(each -> each.feature().equals(candidate.feature()))
            .mapToDouble(Candidate::meanError)
            .max()
            .orElse(0);
    return unit == 0 ? candidate.read().error() : candidate.read().error() / unit;
  }

  private WorstMoment moment(Candidate candidate) {
    WrongRead read = candidate.read();
    long after = read.instantMillis() - candidate.statement().statement().window().sizeMillis();
    List<RawEvent> shown = new ArrayList<>();
    long omitted = rawEvents(candidate, after, shown);
    return new WorstMoment(
        candidate.feature().statement(),
        candidate.feature().name(),
        candidate.system(),
        names.of(candidate.events().entity(read.entity())),
        read.instantMillis(),
        read.error(),
        read.expected(),
        read.got(),
        read.cause().label(),
        after,
        read.found()
            .map(it -> new FoundCommand(it.startMillis(), it.endMillis(), it.visibleAtMillis()))
            .orElse(null),
        shown,
        omitted);
  }

  /** Adds the newest events of both windows; answers how many older ones there are. */
  private long rawEvents(Candidate candidate, long after, List<RawEvent> shown) {
    EventTable events = candidate.events();
    WrongRead read = candidate.read();
    int end = events.firstAfter(read.entity(), read.instantMillis());
    int first = events.firstAfter(read.entity(), after);
    if (read.found().isPresent()) {
      first = Math.min(first, events.firstFrom(read.entity(), read.found().get().startMillis()));
    }
    int from = Math.max(first, end - EVENTS_SHOWN);
    for (int place = from; place < end; place++) {
      shown.add(
          new RawEvent(
              events.time(place),
              events.arrival(place),
              events.argumentTexts(place, names.shown()),
              events.time(place) > after,
              events.late(place)));
    }
    return from - first;
  }
}
