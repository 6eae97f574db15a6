package dev.recency.accuracy;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventReader;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.measure.Measurement;
import dev.recency.accuracy.measure.Moments;
import dev.recency.accuracy.measure.Reads;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.accuracy.truth.StatementTruth;
import dev.recency.accuracy.truth.WindowContent;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.SharedLog;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A small plan with one sliding statement, and events for it. */
final class Scenario {
  static final String STATEMENT = "F";
  private static final long MAX_FUTURE_MILLIS = 60_000;

  final Plan plan;
  final SharedLog log;
  final StatementFeatures features;
  final List<RawRecord> records;

  private Scenario(Plan plan, List<RawRecord> records) {
    this.plan = plan;
    this.records = records;
    log = SharedLog.of(plan).get(0);
    features = StatementFeatures.of(log.statements().get(0));
  }

  /** An event of user {@code user} with the value {@code n}; null: NULL. */
  record Sent(String user, long timeMillis, long arrivalMillis, String n) {
    static Sent at(String user, long timeMillis) {
      return new Sent(user, timeMillis, timeMillis, "1");
    }

    static Sent at(String user, long timeMillis, long arrivalMillis) {
      return new Sent(user, timeMillis, arrivalMillis, "1");
    }
  }

  /** COUNT over a window of this many milliseconds. */
  static Scenario counts(long sizeMillis, List<Sent> sent) {
    return of("COUNT(*) AS C", sizeMillis, "", sent);
  }

  /** These columns over a window of this many milliseconds. */
  static Scenario of(String columns, long sizeMillis, String having, List<Sent> sent) {
    String sql =
        """
        CREATE STREAM s (u VARCHAR, n BIGINT, d DOUBLE, t BIGINT) WITH (KAFKA_TOPIC='in',
          VALUE_FORMAT='JSON', TIMESTAMP='t', PARTITIONS=1);
        CREATE TABLE f WITH (KAFKA_TOPIC='out', VALUE_FORMAT='JSON', PARTITIONS=1) AS
        SELECT u, %s FROM s WINDOW SLIDING (SIZE %d MILLISECONDS) GROUP BY u %s EMIT CHANGES;
        """
            .formatted(columns, sizeMillis, having);
    return of(sql, sent);
  }

  static Scenario of(String sql, List<Sent> sent) {
    List<RawRecord> records = new ArrayList<>();
    sent.forEach(each -> records.add(record(each, records.size())));
    return new Scenario(Planner.plan(List.of(SqlParser.script("s.sql", sql))), records);
  }

  static RawRecord record(Sent sent, long offset) {
    String value =
        "{\"u\":\"%s\",\"n\":%s,\"d\":%s,\"t\":%d}"
            .formatted(
                sent.user(),
                sent.n(),
                sent.n().equals("null") ? "null" : sent.n() + ".1",
                sent.timeMillis());
    return new RawRecord(
        "in",
        0,
        offset,
        sent.arrivalMillis(),
        null,
        value.getBytes(StandardCharsets.UTF_8),
        List.of());
  }

  /** Events in bursts; some late, some ahead, some at equal times, some NULL. */
  static List<Sent> random(SplittableRandom random, int count, long sizeMillis, boolean disorder) {
    List<Sent> sent = new ArrayList<>();
    long now = 1_000_000;
    for (int i = 0; i < count; i++) {
      now +=
          random.nextInt(5) == 0
              ? random.nextLong(3 * sizeMillis)
              : random.nextLong(sizeMillis / 4);
      long time = now;
      if (disorder && random.nextInt(4) == 0) {
        time = Math.max(0, now - random.nextLong(2 * sizeMillis));
      } else if (disorder && random.nextInt(8) == 0) {
        time = now + random.nextLong(Math.min(sizeMillis, MAX_FUTURE_MILLIS));
      }
      String n = random.nextInt(10) == 0 ? "null" : Integer.toString(random.nextInt(-5, 6));
      sent.add(new Sent("u" + random.nextInt(4), time, now, n));
      now += random.nextInt(3) == 0 ? 0 : 1;
    }
    sent.sort(Comparator.comparingLong(Sent::arrivalMillis));
    return sent;
  }

  EventTable events() {
    return EventReader.read(plan, log, records, MAX_FUTURE_MILLIS);
  }

  WindowContent content(EventTable events) {
    return new WindowContent(log, features, events);
  }

  StatementTruth truth(EventTable events) {
    return StatementTruth.of(events, features, content(events));
  }

  Known known(EventTable events) {
    return new Known(events, content(events));
  }

  ReplayedStore.Builder store(EventTable events) {
    return new ReplayedStore.Builder(events, features, content(events).empty());
  }

  /** All measures with as many reads of each kind. */
  List<FeatureMeasures> measure(
      EventTable events,
      ReplayedStore store,
      WindowRule rule,
      long seed,
      int reads,
      long horizonMillis) {
    StatementTruth truth = truth(events);
    Known known = known(events);
    long until = events.lastArrival() + horizonMillis;
    Reads after = Reads.afterEvents(events, seed, reads, horizonMillis);
    Reads grid = Reads.onGrid(events, seed, reads, until);
    return new Measurement(events, features, truth, known, store, rule)
        .measure(
            Moments.ofEvents(events, truth, known),
            Moments.ofReads(after, events, truth, known),
            Moments.ofReads(grid, events, truth, known),
            until);
  }

  FeatureRow row() {
    return new FeatureRow(features.features().size());
  }

  long sizeMillis() {
    return features.statement().window().sizeMillis();
  }
}
