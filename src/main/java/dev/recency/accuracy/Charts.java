package dev.recency.accuracy;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.report.FeatureTable.Chart;
import dev.recency.accuracy.report.FeatureTable.Line;
import dev.recency.accuracy.report.FeatureTable.Step;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.accuracy.truth.StatementTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Truth and stores over time for one stretch of one entity. */
final class Charts {
  private final EventTable events;
  private final StatementFeatures statement;
  private final StatementTruth truth;
  private final EntityChoice choice;
  private final EntityChoice.@Nullable Stretch stretch;
  private final long fromMillis;
  private final long untilMillis;
  private final List<List<Line>> lines = new ArrayList<>();

  Charts(
      EventTable events, StatementFeatures statement, StatementTruth truth, EntityChoice choice) {
    this.events = events;
    this.statement = statement;
    this.truth = truth;
    this.choice = choice;
    statement.features().forEach(each -> lines.add(new ArrayList<>()));
    long sizeMillis = statement.statement().window().sizeMillis();
    stretch = choice.of(sizeMillis);
    fromMillis = stretch == null ? 0 : events.time(stretch.first()) - sizeMillis / 4;
    untilMillis = stretch == null ? 0 : events.time(stretch.end() - 1) + 2 * sizeMillis;
  }

  /** Adds the line of a system. */
  void add(String system, ReplayedStore store) {
    if (stretch == null) {
      return;
    }
    for (Feature feature : statement.features()) {
      List<Step> steps = new ArrayList<>();
      FeatureRow row = new FeatureRow(statement.features().size());
      int place = store.at(stretch.entity(), fromMillis);
      step(
          steps,
          fromMillis,
          place == ReplayedStore.MISSING ? null : value(store, place, row, feature));
      int first = place == ReplayedStore.MISSING ? store.start(stretch.entity()) : place + 1;
      for (int each = first; each < store.end(stretch.entity()); each++) {
        if (store.visibleAt(each) > untilMillis) {
          break;
        }
        step(steps, store.visibleAt(each), value(store, each, row, feature));
      }
      lines.get(feature.index()).add(new Line(system, steps));
    }
  }

  private static @Nullable Double value(
      ReplayedStore store, int place, FeatureRow row, Feature feature) {
    store.values(place, row);
    return value(row, feature);
  }

  private static @Nullable Double value(FeatureRow row, Feature feature) {
    return row.isNull(feature.index()) ? null : feature.size(row);
  }

  /** Adds a step where the value changes; of one moment the last counts. */
  private static void step(List<Step> steps, long millis, @Nullable Double value) {
    if (!steps.isEmpty() && steps.get(steps.size() - 1).millis() == millis) {
      steps.remove(steps.size() - 1);
    }
    boolean same = !steps.isEmpty() && Objects.equals(steps.get(steps.size() - 1).value(), value);
    if (!same) {
      steps.add(new Step(millis, value));
    }
  }

  /** The chart of a feature with the lines added so far; null if there are no events. */
  @Nullable Chart of(Feature feature) {
    if (stretch == null) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    FeatureRow row = new FeatureRow(statement.features().size());
    truth.at(stretch.entity(), fromMillis, row);
    step(steps, fromMillis, value(row, feature));
    int first = truth.placeAfter(stretch.entity(), fromMillis);
    for (int place = first; place < truth.end(stretch.entity()); place++) {
      if (truth.instant(place) > untilMillis) {
        break;
      }
      truth.values().get(place, row);
      step(steps, truth.instant(place), value(row, feature));
    }
    List<Long> eventMillis = new ArrayList<>();
    for (int place = stretch.first(); place < stretch.end(); place++) {
      eventMillis.add(events.time(place));
    }
    String name = choice.names().of(events.entity(stretch.entity()));
    List<Line> systems = lines.get(feature.index());
    return new Chart(name, fromMillis, untilMillis, eventMillis, steps, systems);
  }
}
