package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.command.CommandRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Notice;
import dev.recency.sql.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Aggregates without a window, from SQL to commands. */
class LifetimeValuesTest {
  private static final String PAYMENTS =
      "CREATE STREAM payments (payer STRING KEY, amount DECIMAL(4, 2), method STRING, points INT)"
          + " WITH (KAFKA_TOPIC='payments', VALUE_FORMAT='JSON');";

  private final List<CommandRecord> written = new ArrayList<>();
  private long offset;

  private Simulator simulator(String select) {
    String sql = PAYMENTS + "CREATE TABLE t AS SELECT payer, " + select + " FROM payments";
    return new Simulator(plan(sql + " GROUP BY payer;"), ClockOptions.DEFAULT, written::add);
  }

  private void pay(Simulator simulator, long at, String value) {
    simulator.process(record("payments", 0, offset++, at, "ann", value));
  }

  private List<String> values() {
    return written.stream().map(each -> Records.text(each.value())).toList();
  }

  @Test
  void orderIsTheOrderOfArrivalAndNotOfEventTime() {
    Simulator simulator =
        simulator(
            "EARLIEST_BY_OFFSET(method) AS e, LATEST_BY_OFFSET(method) AS l,"
                + " COLLECT_LIST(method) AS c");
    pay(simulator, 30, "{\"method\":\"card\"}");
    pay(simulator, 10, "{\"method\":\"cash\"}");
    pay(simulator, 20, "{}");
    assertThat(values())
        .containsExactly(
            "{\"E\":\"card\",\"L\":\"card\",\"C\":[\"card\"]}",
            "{\"E\":\"card\",\"L\":\"cash\",\"C\":[\"card\",\"cash\"]}",
            "{\"E\":\"card\",\"L\":\"cash\",\"C\":[\"card\",\"cash\",null]}");
  }

  @Test
  void aDecimalSumThatDoesNotFitIsNullAndCounted() {
    Simulator simulator = simulator("SUM(amount) AS s");
    pay(simulator, 1, "{\"amount\":99.99}");
    pay(simulator, 2, "{\"amount\":0.02}");
    pay(simulator, 3, "{\"amount\":-0.03}");
    assertThat(values()).containsExactly("{\"S\":99.99}", "{\"S\":null}", "{\"S\":99.98}");
    assertThat(simulator.counts("T", 0).sumOverflows()).isEqualTo(1);
  }

  @Test
  void topkWithFurtherColumnsGivesTheirRows() {
    Simulator simulator = simulator("TOPK(points, method, amount, 1) AS x");
    pay(simulator, 1, "{\"points\":5,\"method\":\"card\",\"amount\":1.5}");
    pay(simulator, 2, "{\"points\":5,\"method\":\"cash\"}");
    assertThat(values().get(1))
        .isEqualTo("{\"X\":[{\"sort_col\":5,\"col0\":\"card\",\"col1\":1.50}]}");
  }

  @Test
  void aLimitThatIsSetHoldsForTheStatementsBehindIt() {
    String sql =
        PAYMENTS
            + "SET 'ksql.functions.collect_list.limit' = '1';"
            + "CREATE TABLE one AS SELECT payer, COLLECT_LIST(points) AS c FROM payments"
            + " GROUP BY payer;"
            + "UNSET 'ksql.functions.collect_list.limit';"
            + "CREATE TABLE all_of_them AS SELECT payer, COLLECT_LIST(points) AS c FROM payments"
            + " GROUP BY payer;";
    Simulator simulator = new Simulator(plan(sql), ClockOptions.DEFAULT, written::add);
    pay(simulator, 1, "{\"points\":1}");
    pay(simulator, 2, "{\"points\":2}");
    assertThat(values())
        .containsExactly("{\"C\":[1]}", "{\"C\":[1]}", "{\"C\":[1]}", "{\"C\":[1,2]}");
    assertThat(plan(sql).notices()).isEmpty();
  }

  @Test
  void aLimitThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> plan("SET 'ksql.functions.collect_set.limit' = 'many';"))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("is a number of values, not [many]");
  }

  @Test
  void whatSurprisesAndWhatKsqlDbLacksIsSaid() {
    String sql =
        PAYMENTS
            + "CREATE TABLE t AS SELECT payer, AVG(points) AS a, AVG(amount) AS d,"
            + " STDDEV_SAMP(CAST(points AS BIGINT)) AS s, SUM(amount) AS m FROM payments"
            + " GROUP BY payer;";
    List<String> said = plan(sql).notices().stream().map(Notice::toString).toList();
    assertThat(said)
        .anyMatch(each -> each.contains("AVG of INTEGER wraps around beyond 2147483647"))
        .anyMatch(each -> each.contains("AVG over no values is 0, as in ksqlDB"))
        .anyMatch(each -> each.contains("ksqlDB has no AVG of DECIMAL(4, 2)"))
        .anyMatch(each -> each.contains("STDDEV_SAMP is the sample variance"))
        .noneMatch(each -> each.contains("SUM"));
  }

  @Test
  void aDelimitedSourceCannotHoldTheStateOfAnAverageInKsqlDb() {
    String sql =
        "CREATE STREAM d (k STRING KEY, v DOUBLE) WITH (KAFKA_TOPIC='d',"
            + " VALUE_FORMAT='DELIMITED');"
            + "CREATE TABLE t AS SELECT k, AVG(v) AS a, SUM(v) AS s FROM d GROUP BY k;";
    assertThat(plan(sql).notices())
        .filteredOn(each -> each.kind() == Notice.Kind.EXTENDED)
        .extracting(Notice::text)
        .containsExactly(
            "ksqlDB refuses AVG over a DELIMITED source, whose format cannot hold its state.");
  }

  @Test
  void theGreatestDecimalKeepsItsScale() {
    String sql =
        "CREATE STREAM d (k STRING KEY, a DECIMAL(6, 2), b DECIMAL(7, 4)) WITH (KAFKA_TOPIC='d',"
            + " VALUE_FORMAT='JSON');"
            + "CREATE STREAM g AS SELECT k, GREATEST(a, b) AS x, LEAST(a, b) AS y FROM d;"
            + "CREATE TABLE m AS SELECT k, MAX(GREATEST(a, b)) AS x FROM d GROUP BY k;";
    Simulator simulator = new Simulator(plan(sql), ClockOptions.DEFAULT, written::add);
    simulator.process(record("d", 0, 0, 1, "k", "{\"a\":12.5,\"b\":0.25}"));
    simulator.process(record("d", 0, 1, 1, "k", "{\"a\":2.5,\"b\":3.25}"));
    assertThat(values())
        .containsExactly(
            "{\"X\":12.50,\"Y\":0.2500}",
            "{\"X\":12.50}",
            "{\"X\":3.2500,\"Y\":2.50}",
            "{\"X\":12.5000}");
  }
}
