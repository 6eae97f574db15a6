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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares one system's commands of one statement with the truth. Use once. */
public final class Measurement {
  private static final int WORST = 20;

  private final EventTable events;
  private final StatementTruth truth;
  private final ReplayedStore store;
  private final CauseFinder causes;
  private final Feature[] features;
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
    this.store = store;
    features = statement.features().toArray(Feature[]::new);
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
  public List<FeatureMeasures> measure(
      Moments atEvents, Moments afterEvents, Moments onGrid, long untilMillis) {
    WorstReads[] worst = new WorstReads[features.length];
    Arrays.setAll(worst, feature -> new WorstReads(WORST));
    List<Errors> event = errors(atEvents);
    List<Errors> read = compare(afterEvents, true, worst);
    List<Errors> grid = compare(onGrid, true, new WorstReads[0]);
    Distribution[] arrivals = distributions();
    Distribution[] expiries = distributions();
    Delays delays = new Delays(events, truth, store, untilMillis);
    for (int entity = 0; entity < events.entityCount(); entity++) {
      delays.add(entity, features, arrivals, expiries);
    }
    List<FeatureMeasures> measures = new ArrayList<>();
    for (int feature = 0; feature < features.length; feature++) {
      measures.add(
          new FeatureMeasures(
              event.get(feature),
              read.get(feature),
              grid.get(feature),
              Spread.of(arrivals[feature]),
              Spread.of(expiries[feature]),
              worst[feature].result()));
    }
    return measures;
  }

  /** The errors alone, without causes, one per feature. */
  public List<Errors> errors(Moments moments) {
    return compare(moments, false, new WorstReads[0]);
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

  private List<Errors> compare(Moments moments, boolean why, WorstReads[] worst) {
    ErrorTally[] tallies = tallies();
    for (int moment = 0; moment < moments.size(); moment++) {
      int entity = moments.entity(moment);
      long instant = moments.instant(moment);
      int command = load(entity, instant);
      moments.truth(moment, expected);
      moments.known(moment, arrived);
      for (Feature feature : features) {
        ErrorTally tally = tallies[feature.index()];
        boolean wrong = false;
        for (int i = 0; i < moments.weight(moment); i++) {
          wrong = tally.add(stored, expected, command == ReplayedStore.MISSING);
          tally.addKnown(feature.equal(stored, arrived));
        }
        if (wrong && why) {
          Cause cause = causes.of(entity, instant, feature, command, stored, arrived);
          tally.add(cause);
          if (worst.length > 0) {
            keep(worst[feature.index()], feature, entity, instant, command, cause);
          }
        }
      }
    }
    return Stream.of(tallies).map(ErrorTally::result).toList();
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

  private Optional<WrongRead.Found> found(int command) {
    if (command == ReplayedStore.MISSING) {
      return Optional.empty();
    }
    boolean known = store.bounds(command).known();
    long asOf = store.timestamp(command);
    return Optional.of(
        new WrongRead.Found(
            known ? store.bounds(command).startMillis() : asOf - truth.sizeMillis() + 1,
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
