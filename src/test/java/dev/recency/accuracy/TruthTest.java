package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.truth.Feature;
import dev.recency.accuracy.truth.Known;
import dev.recency.accuracy.truth.StatementTruth;
import dev.recency.expression.Projection;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Seeds;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.window.FromScratch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The truth of the report is that of {@link FromScratch}, at every instant. */
final class TruthTest {
  private static final long SIZE = 1_000;
  private static final String COLUMNS =
      "COUNT(*) AS C, COUNT(n) AS CN, SUM(n) AS S, AVG(n) AS A, SUM(d) AS SD, MIN(n) AS LO,"
          + " MAX(d) AS HI, COUNT_DISTINCT(n) AS CD, ARRAY_LENGTH(COLLECT_LIST(n)) AS L,"
          + " COUNT(*) * 2 + 1 AS X, LATEST_BY_OFFSET(n) AS LAST";

  @Test
  void everyStepIsTheValueFromScratch() {
    for (long seed : Seeds.of("TruthTest", 40).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 60, SIZE, true);
      Scenario scenario = Scenario.of(COLUMNS, SIZE, "", sent);
      EventTable events = scenario.events();
      StatementTruth truth = scenario.truth(events);
      Known known = scenario.known(events);
      Oracle oracle = new Oracle(scenario, sent);
      assertThat(scenario.features.names()).hasSize(11);
      for (Sent each : sent) {
        for (long offset :
            new long[] {-1, 0, 1, SIZE - 1, SIZE, SIZE + 1, random.nextLong(3_000)}) {
          long instant = each.timeMillis() + offset;
          int entity = events.entity(each.user());
          FeatureRow row = scenario.row();
          truth.at(entity, instant, row);
          oracle.check(seed, each.user(), instant, row, any -> true);
          known.over(entity, instant - SIZE, instant, instant, row);
          oracle.check(seed, each.user(), instant, row, it -> it.arrivalMillis() <= instant);
        }
      }
    }
  }

  @Test
  void whereHavingIsFalseTheTruthIsTheValueOverNothing() {
    Scenario scenario =
        Scenario.of(
            "COUNT(*) AS C",
            SIZE,
            "HAVING COUNT(*) > 1",
            List.of(Sent.at("a", 10_000), Sent.at("a", 10_500)));
    EventTable events = scenario.events();
    StatementTruth truth = scenario.truth(events);
    FeatureRow row = scenario.row();
    truth.at(0, 10_499, row);
    assertThat(row.bits(0)).isZero();
    truth.at(0, 10_500, row);
    assertThat(row.bits(0)).isEqualTo(2);
    truth.at(0, 11_000, row);
    assertThat(row.bits(0)).isZero();
  }

  @Test
  void bookkeepingAndConstantsAreNoFeatures() {
    Scenario scenario =
        Scenario.of(
            """
            CREATE STREAM s (u VARCHAR, n BIGINT, d DOUBLE, t BIGINT) WITH (KAFKA_TOPIC='in',
              VALUE_FORMAT='JSON', TIMESTAMP='t', PARTITIONS=1);
            CREATE TABLE f WITH (KAFKA_TOPIC='out', KEY_FORMAT='JSON', VALUE_FORMAT='JSON',
              WRAP_SINGLE_VALUE=false) AS
            SELECT STRUCT(`version` := 3, `keys` := STRUCT(`u` := u), `values` := STRUCT(
              `c` := COUNT(*), `inner` := STRUCT(`avg` := AVG(n), `one` := 1),
              `age` := WINDOWEND - MAX(t), `text` := CAST(COUNT(*) AS VARCHAR),
              `_last_updated_at_ms` := WINDOWEND))
            FROM s WINDOW SLIDING (SIZE 1 SECOND) GROUP BY u EMIT CHANGES;
            """,
            List.of());
    assertThat(scenario.features.names()).containsExactly("c", "inner.avg");
    assertThat(scenario.features.excluded()).hasSize(3);
  }

  /** The value of each feature by the statement's own operator arithmetic, from scratch. */
  private static final class Oracle {
    private final Scenario scenario;
    private final List<Sent> sent;
    private final Projection arguments;
    private final FromScratch truth;
    private final Projection projection;

    Oracle(Scenario scenario, List<Sent> sent) {
      this.scenario = scenario;
      this.sent = sent;
      truth = new FromScratch(scenario.log, scenario.log.statements().get(0));
      arguments = Projection.compile("f", scenario.log.columns(), (s, k, m) -> {});
      projection =
          Projection.compile(
              "f",
              scenario.features.features().stream().map(Feature::expression).toList(),
              (s, k, m) -> {});
    }

    void check(long seed, String user, long instant, FeatureRow actual, Predicate<Sent> arrived) {
      List<KeyedRecord> records = new ArrayList<>();
      List<SqlType> types = scenario.plan.inputs().get(0).layout().types();
      Row key = Row.of(List.of(SqlType.Simple.STRING), List.of(user));
      for (Sent each : sent) {
        if (each.user().equals(user) && arrived.test(each)) {
          records.add(
              new KeyedRecord(
                  key, arguments.apply(row(types, each)), each.timeMillis(), each.arrivalMillis()));
        }
      }
      Row expected = projection.apply(truth.at(key, records, instant));
      for (Feature feature : scenario.features.features()) {
        SqlType type = feature.expression().type();
        assertThat(feature.text(actual))
            .as("-Dseed=%d %s of %s at %d", seed, feature.name(), user, instant)
            .isEqualTo(String.valueOf(expected.get(feature.index(), type)));
      }
    }

    private Row row(List<SqlType> types, Sent sent) {
      List<Object> values = new ArrayList<>();
      scenario
          .plan
          .inputs()
          .get(0)
          .layout()
          .columns()
          .forEach(column -> values.add(value(column.name(), sent)));
      return Row.of(types, values);
    }

    private static @Nullable Object value(String column, Sent sent) {
      boolean none = sent.n().equals("null");
      return switch (column) {
        case "U" -> sent.user();
        case "N" -> none ? null : Long.valueOf(sent.n());
        case "D" -> none ? null : Double.valueOf(sent.n() + ".1");
        case "T" -> sent.timeMillis();
        default -> throw new IllegalArgumentException(column);
      };
    }
  }
}
