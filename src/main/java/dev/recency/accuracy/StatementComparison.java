package dev.recency.accuracy;

import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.Errors;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.measure.Measurement;
import dev.recency.accuracy.measure.Moments;
import dev.recency.accuracy.measure.Reads;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.Chart;
import dev.recency.accuracy.report.FeatureTable.CostPoint;
import dev.recency.accuracy.rule.RuleModel;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.accuracy.truth.StatementTruth;
import dev.recency.accuracy.truth.WindowContent;
import dev.recency.plan.SharedLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares all systems in one statement. Use once; holds the commands of one system at a time. */
final class StatementComparison {
  private final EventTable events;
  private final StatementFeatures statement;
  private final WindowContent content;
  private final StatementTruth truth;
  private final Known known;
  private final Moments atEvents;
  private final Moments afterEvents;
  private final Moments onGrid;
  private final long untilMillis;
  private final Charts charts;
  private final WorstMoments worst;
  private final Map<String, List<FeatureMeasures>> measures = new LinkedHashMap<>();

  StatementComparison(
      SharedLog log,
      EventTable events,
      StatementFeatures statement,
      Reads afterEvents,
      Reads onGrid,
      long untilMillis,
      WorstMoments worst,
      EntityChoice choice) {
    this.events = events;
    this.statement = statement;
    this.untilMillis = untilMillis;
    this.worst = worst;
    content = new WindowContent(log, statement, events);
    truth = StatementTruth.of(events, statement, content);
    known = new Known(events, content);
    atEvents = Moments.ofEvents(events, truth, known);
    this.afterEvents = Moments.ofReads(afterEvents, events, truth, known);
    this.onGrid = Moments.ofReads(onGrid, events, truth, known);
    charts = new Charts(events, statement, truth, choice);
  }

  /** The measures of each system, one per feature, once {@link #tables} was called. */
  Map<String, List<FeatureMeasures>> measures() {
    return measures;
  }

  /** The features with a cell per system that has the statement. */
  List<FeatureTable> tables(List<ComparedSystem> systems) {
    List<List<Cell>> cells = new ArrayList<>();
    statement.features().forEach(each -> cells.add(new ArrayList<>()));
    for (ComparedSystem system : systems) {
      Evidence evidence = system.statements().get(statement.statement().id());
      if (evidence != null) {
        List<Cell> own = compare(system.name(), evidence);
        for (int feature = 0; feature < own.size(); feature++) {
          cells.get(feature).add(own.get(feature));
        }
      }
    }
    List<List<CostPoint>> curves = costCurves();
    List<FeatureTable> tables = new ArrayList<>();
    for (Feature feature : statement.features()) {
      Chart chart = charts.of(feature);
      tables.add(
          new FeatureTable(
              feature.statement(),
              feature.name(),
              statement.statement().window().sizeMillis(),
              cells.get(feature.index()),
              chart,
              curves.get(feature.index())));
    }
    return tables;
  }

  private List<Cell> compare(String system, Evidence evidence) {
    ReplayedStore store = store(evidence);
    List<FeatureMeasures> own =
        new Measurement(events, statement, truth, known, store, evidence.rule())
            .measure(atEvents, afterEvents, onGrid, untilMillis);
    measures.put(system, own);
    charts.add(system, store);
    List<Cell> cells = new ArrayList<>();
    for (Feature feature : statement.features()) {
      FeatureMeasures each = own.get(feature.index());
      worst.add(events, statement, feature, system, each);
      cells.add(Cells.cell(system, evidence, each, store, events.size()));
    }
    return cells;
  }

  private ReplayedStore store(Evidence evidence) {
    if (evidence instanceof Evidence.Recorded recorded) {
      ReplayedStore.Builder commands =
          new ReplayedStore.Builder(events, statement, content.empty());
      recorded.commands().forEach(commands::add);
      return commands.build();
    }
    return model().replay(evidence.rule());
  }

  private RuleModel model() {
    return new RuleModel(events, statement, content, untilMillis);
  }

  private List<List<CostPoint>> costCurves() {
    List<List<CostPoint>> curves = new ArrayList<>();
    statement.features().forEach(each -> curves.add(new ArrayList<>()));
    for (long hopMillis : CostHops.upTo(statement.statement().window().sizeMillis())) {
      WindowRule rule =
          new WindowRule.Hopping(statement.statement().window().sizeMillis(), hopMillis, 0);
      ReplayedStore store = model().replay(rule);
      List<Errors> errors =
          new Measurement(events, statement, truth, known, store, rule).errors(afterEvents);
      for (Feature feature : statement.features()) {
        Errors each = errors.get(feature.index());
        curves
            .get(feature.index())
            .add(
                new CostPoint(
                    hopMillis,
                    rule.windowsPerEvent(),
                    Cells.perEvent(store.written(), events.size()),
                    each.rightShare(),
                    each.share(each.staleNonZero()),
                    each.error().mean()));
      }
    }
    return curves;
  }
}
