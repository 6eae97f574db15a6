package dev.recency.accuracy.measure;

import dev.recency.accuracy.cause.Cause;
import dev.recency.accuracy.cause.CauseFinder;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.accuracy.truth.StatementTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares one system's commands of one statement with the truth. Use once. */
public final class Measurement {
  private static final int WORST = 20;

  private final EventTable events;
  private final StatementTruth truth;
  private final Known known;
  private final ReplayedStore store;
  private final CauseFinder causes;
  private final Feature[] features;
  private final long sizeMillis;
  private final FeatureRow stored;
  private final FeatureRow expected;
  private final FeatureRow arrived;

  /** A measurement of a system that forms windows by this rule. */
  public Measurement(
      EventTable events,
      StatementFeatures statement,
      StatementTruth truth,
      Known known,
      ReplayedStore store,
      WindowRule rule) {
    this.events = events;
    this.truth = truth;
    this.known = known;
    this.store = store;
    features = statement.features().toArray(Feature[]::new);
    sizeMillis = statement.statement().window().sizeMillis();
    causes = new CauseFinder(events, statement, known, store, rule);
    stored = new FeatureRow(features.length);
    expected = new FeatureRow(features.length);
    arrived = new FeatureRow(features.length);
  }

  /**
   * All measures, one per feature.
   *
   * @param untilMillis the end of the observation
   */
  public List<FeatureMeasures> measure(Reads afterEvents, Reads onGrid, long untilMillis) {
    ErrorTally[] atEvent = tallies();
    atEvents(atEvent);
    WorstReads[] worst = new WorstReads[features.length];
    for (int feature = 0; feature < features.length; feature++) {
      worst[feature] = new WorstReads(WORST);
    }
    ErrorTally[] atRead = tallies();
    atReads(afterEvents, atRead, worst, true);
    ErrorTally[] atGrid = tallies();
    atReads(onGrid, atGrid, new WorstReads[0], true);
    Distribution[] arrivals = distributions();
    Distribution[] expiries = distributions();
    Delays delays = new Delays(events, truth, store, sizeMillis, untilMillis);
    for (int entity = 0; entity < events.entityCount(); entity++) {
      delays.add(entity, features, arrivals, expiries);
    }
    List<FeatureMeasures> measures = new ArrayList<>();
    for (int feature = 0; feature < features.length; feature++) {
      measures.add(
          new FeatureMeasures(
              atEvent[feature].result(),
              atRead[feature].result(),
              atGrid[feature].result(),
              Spread.of(arrivals[feature]),
              Spread.of(expiries[feature]),
              worst[feature].result()));
    }
    return measures;
  }

  /** The errors at reads alone, without causes, one per feature. */
  public List<Errors> errors(Reads reads) {
    ErrorTally[] tallies = tallies();
    atReads(reads, tallies, new WorstReads[0], false);
    List<Errors> errors = new ArrayList<>();
    for (ErrorTally tally : tallies) {
      errors.add(tally.result());
    }
    return errors;
  }

  private ErrorTally[] tallies() {
    ErrorTally[] tallies = new ErrorTally[features.length];
    for (int feature = 0; feature < features.length; feature++) {
      tallies[feature] = new ErrorTally(features[feature], truth.empty());
    }
    return tallies;
  }

  private Distribution[] distributions() {
    Distribution[] distributions = new Distribution[features.length];
    for (int feature = 0; feature < features.length; feature++) {
      distributions[feature] = new Distribution();
    }
    return distributions;
  }

  private void atEvents(ErrorTally[] tallies) {
    for (int entity = 0; entity < events.entityCount(); entity++) {
      int[] places = events.placesByArrival(entity);
      long newest = Long.MIN_VALUE;
      for (int first = 0; first < places.length; ) {
        long arrival = events.arrival(places[first]);
        int end = first;
        for (; end < places.length && events.arrival(places[end]) == arrival; end++) {
          newest = Math.max(newest, events.time(places[end]));
        }
        int command = load(entity, arrival);
        truth.at(entity, newest, expected);
        boolean complete = known.complete(entity, newest - sizeMillis, newest, arrival);
        loadArrived(complete, entity, newest, arrival);
        for (; first < end; first++) {
          compare(tallies, command == ReplayedStore.MISSING);
        }
      }
    }
  }

  private void compare(ErrorTally[] tallies, boolean missing) {
    for (int feature = 0; feature < features.length; feature++) {
      tallies[feature].add(stored, expected, missing);
      tallies[feature].addKnown(features[feature].equal(stored, arrived));
    }
  }

  private void atReads(Reads reads, ErrorTally[] tallies, WorstReads[] worst, boolean why) {
    for (int entity = 0; entity < events.entityCount(); entity++) {
      for (int read = reads.start(entity); read < reads.end(entity); read++) {
        long instant = reads.instant(read);
        int command = load(entity, instant);
        truth.at(entity, instant, expected);
        boolean complete = known.complete(entity, instant - sizeMillis, instant, instant);
        loadArrived(complete, entity, instant, instant);
        for (int each = 0; each < features.length; each++) {
          Feature feature = features[each];
          boolean wrong = tallies[each].add(stored, expected, command == ReplayedStore.MISSING);
          tallies[each].addKnown(feature.equal(stored, arrived));
          if (wrong && why) {
            Cause cause = causes.of(entity, instant, feature, command, stored);
            tallies[each].add(cause);
            if (worst.length > 0) {
              keep(worst[each], feature, entity, instant, command, cause);
            }
          }
        }
      }
    }
  }

  private int load(int entity, long instantMillis) {
    int command = store.at(entity, instantMillis);
    if (command == ReplayedStore.MISSING) {
      stored.set(truth.empty());
    } else {
      store.values(command, stored);
    }
    return command;
  }

  private void loadArrived(boolean complete, int entity, long upToMillis, long arrivedBy) {
    if (complete) {
      arrived.set(expected);
    } else {
      known.over(entity, upToMillis - sizeMillis, upToMillis, arrivedBy, arrived);
    }
  }

  private Optional<WrongRead.Found> found(int command) {
    if (command == ReplayedStore.MISSING) {
      return Optional.empty();
    }
    boolean known = store.bounds(command).known();
    long asOf = store.timestamp(command);
    return Optional.of(
        new WrongRead.Found(
            known ? store.bounds(command).startMillis() : asOf - sizeMillis + 1,
            known ? store.bounds(command).endMillis() : asOf + 1,
            store.visibleAt(command)));
  }

  private void keep(
      WorstReads worst, Feature feature, int entity, long instant, int command, Cause cause) {
    double size = Math.abs(feature.size(stored) - feature.size(expected));
    double error = Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
    if (worst.wants(error)) {
      String got = command == ReplayedStore.MISSING ? "nothing" : feature.text(stored);
      String truthText = feature.text(expected);
      worst.add(new WrongRead(entity, instant, error, truthText, got, cause, found(command)));
    }
  }
}
