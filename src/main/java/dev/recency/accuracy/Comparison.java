package dev.recency.accuracy;

import dev.recency.accuracy.event.DataQuality;
import dev.recency.accuracy.event.EventReader;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.Reads;
import dev.recency.accuracy.report.AccuracyReport;
import dev.recency.accuracy.report.AccuracyReport.Quality;
import dev.recency.accuracy.report.EntityNames;
import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares systems with the truth: plan, events, systems and options in, report out. The same
 * inputs and seed give the same report but for {@code generatedAtMillis}. Time O((n + commands) log
 * n) per statement and system; memory about 40 bytes per event, 2 · 16 per event and statement, and
 * 60 per command of one system and statement at a time.
 */
public final class Comparison {
  private final Plan plan;
  private final Iterable<RawRecord> records;
  private final List<ComparedSystem> systems;
  private final ComparisonOptions options;
  private final EntityNames names;
  private final WorstMoments worst;
  private final Totals totals;
  private final List<FeatureTable> features = new ArrayList<>();
  private final List<Quality> quality = new ArrayList<>();
  private final List<String> notCompared = new ArrayList<>();
  private final Observation observation = new Observation();

  private Comparison(
      Plan plan,
      Iterable<RawRecord> records,
      List<ComparedSystem> systems,
      ComparisonOptions options) {
    this.plan = plan;
    this.records = records;
    this.systems = List.copyOf(systems);
    this.options = options;
    names = new EntityNames(options.showKeys());
    worst = new WorstMoments(names);
    totals = new Totals(this.systems);
  }

  /**
   * The report.
   *
   * @param records of the topics that the statements read, in the order of arrival; gone through
   *     once per group of statements that share a log
   * @param systems the first is the one that the verdict is about
   * @throws IllegalArgumentException if two systems have one name, there is none, or no statement of
   *     the plan can be compared
   */
  public static AccuracyReport report(
      Plan plan,
      Iterable<RawRecord> records,
      List<ComparedSystem> systems,
      ComparisonOptions options) {
    long different = systems.stream().map(ComparedSystem::name).distinct().count();
    if (systems.isEmpty() || different < systems.size()) {
      throw new IllegalArgumentException(
          "a comparison needs one system or more, each with a name of its own; got "
              + systems.stream().map(ComparedSystem::name).toList());
    }
    return new Comparison(plan, records, systems, options).run();
  }

  private AccuracyReport run() {
    for (Query query : plan.queries()) {
      if (!(query instanceof Query.Sliding)) {
        notCompared.add(query.id() + ": it has no sliding window, so nothing in it decays");
      }
    }
    for (SharedLog log : SharedLog.of(plan)) {
      compare(log);
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "no feature to compare: expected a statement with WINDOW SLIDING and a numeric aggregate"
              + " over a declared source. "
              + notCompared);
    }
    ComparisonOptions.Provenance provenance = options.provenance();
    AccuracyReport.Interval interval = observation.interval(options.reads());
    return new AccuracyReport(
        AccuracyReport.SCHEMA_VERSION,
        provenance.generatedAtMillis(),
        totals.verdict(observation, options.reads()),
        Words.DEFINITION,
        interval,
        totals.systems(interval),
        features,
        worst.result(),
        quality,
        notCompared,
        new AccuracyReport.Reproduction(
            provenance.command(),
            options.reads().seed(),
            provenance.definitionHash(),
            provenance.versions(),
            provenance.offsets()));
  }

  private void compare(SharedLog log) {
    Query.Sliding first = log.statements().get(0);
    if (!plan.inputOf(first).source().declared()) {
      log.statements()
          .forEach(
              each ->
                  notCompared.add(
                      each.id() + ": it reads [" + each.source() + "], which a statement writes"));
      return;
    }
    EventTable events = EventReader.read(plan, log, records, options.maxFutureMillis());
    quality.add(quality(log, events.quality()));
    observation.add(events);
    if (events.size() == 0) {
      log.statements().forEach(each -> notCompared.add(each.id() + ": it got no event"));
      return;
    }
    ComparisonOptions.ReadOptions reads = options.reads();
    long until = events.lastArrival() + reads.horizonMillis();
    Reads afterEvents =
        Reads.afterEvents(events, reads.seed(), reads.count(), reads.horizonMillis());
    Reads onGrid = Reads.onGrid(events, reads.seed(), reads.count(), until);
    for (Query.Sliding statement : log.statements()) {
      StatementFeatures found = StatementFeatures.of(statement);
      found.excluded().forEach(each -> notCompared.add(statement.id() + "." + each));
      if (found.features().isEmpty()) {
        notCompared.add(statement.id() + ": it has no numeric feature");
        continue;
      }
      StatementComparison comparison =
          new StatementComparison(
              log,
              events,
              found,
              afterEvents,
              onGrid,
              until,
              worst,
              new EntityChoice(events, names));
      features.addAll(comparison.tables(systems));
      totals.add(comparison.measures(), features);
    }
  }

  private static Quality quality(SharedLog log, DataQuality quality) {
    Map<String, Long> rejected = new LinkedHashMap<>();
    quality.rejected().forEach((reason, count) -> rejected.put(reason.name(), count));
    return new Quality(
        log.statements().get(0).source(),
        log.statements().stream().map(Query::id).toList(),
        quality.read(),
        quality.accepted(),
        quality.late(),
        quality.ahead(),
        quality.filtered(),
        rejected,
        quality.balances());
  }
}
