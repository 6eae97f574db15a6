package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.accuracy.store.VisibleCommand.Bounds;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.format.RawRecord;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.sql.SqlParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reader finds, and how commands are read. */
final class StoreTest {
  private static final String SOURCE =
      """
      CREATE STREAM s (u VARCHAR, v BIGINT, t BIGINT) WITH (KAFKA_TOPIC='in', VALUE_FORMAT='JSON',
        TIMESTAMP='t', PARTITIONS=1);
      """;

  private static VisibleCommand command(long visible, Object... values) {
    return new VisibleCommand(
        Scenario.STATEMENT, "a", List.of(values), visible, visible, Bounds.UNKNOWN);
  }

  @Test
  void theLastCommandOfAMomentIsFoundAndATombstoneIsTheValueOverNothing() {
    Scenario scenario = Scenario.counts(1_000, List.of(Sent.at("a", 10_000)));
    EventTable events = scenario.events();
    ReplayedStore.Builder commands = scenario.store(events);
    commands.add(command(10, 1L));
    commands.add(command(10, 2L));
    commands.add(command(40, 7L));
    commands.add(command(20, 3L));
    commands.add(command(30));
    commands.add(new VisibleCommand(Scenario.STATEMENT, "b", List.of(9L), 10, 10, Bounds.UNKNOWN));
    ReplayedStore store = commands.build();
    FeatureRow row = scenario.row();
    assertThat(store.at(0, 9)).isEqualTo(ReplayedStore.MISSING);
    store.values(store.at(0, 10), row);
    assertThat(row.bits(0)).isEqualTo(2);
    store.values(store.at(0, 29), row);
    assertThat(row.bits(0)).isEqualTo(3);
    store.values(store.at(0, 30), row);
    assertThat(row.isNull(0)).isFalse();
    assertThat(row.bits(0)).isZero();
    store.values(store.at(0, 40), row);
    assertThat(row.bits(0)).as("what was written before another never hides it").isZero();
    assertThat(store.written()).isEqualTo(6);
    assertThat(store.unknownEntities()).isEqualTo(1);
  }

  private static Query.Sliding sliding(String sql) {
    Plan plan = Planner.plan(List.of(SqlParser.script("s.sql", SOURCE + sql)));
    return (Query.Sliding) plan.queries().get(0);
  }

  private static RawRecord record(byte[] key, String value) {
    return new RawRecord("out", 0, 0, 7, key, value.getBytes(StandardCharsets.UTF_8), List.of());
  }

  @Test
  void structsColumnsAndDelimitedTextAreReadByName() {
    String window = " FROM s WINDOW SLIDING (SIZE 1 SECOND) GROUP BY u EMIT CHANGES;";
    Query.Sliding struct =
        sliding(
            "CREATE TABLE f WITH (KAFKA_TOPIC='out', KEY_FORMAT='JSON', VALUE_FORMAT='JSON',"
                + " WRAP_SINGLE_VALUE=false) AS SELECT STRUCT(`values` := STRUCT(`c` := COUNT(*),"
                + " `a` := AVG(v)))"
                + window);
    StatementFeatures features = StatementFeatures.of(struct);
    CommandDecoder decoder = new CommandDecoder(features, struct.sink(), Optional.empty());
    VisibleCommand command =
        decoder
            .decode(record(bytes("\"x y\""), "{\"values\":{\"a\":null,\"c\":4}}"), 11)
            .orElseThrow();
    assertThat(command.entity()).isEqualTo("x y");
    assertThat(command.values()).containsExactly(4L, null);
    assertThat(command.timestampMillis()).isEqualTo(7);
    assertThat(command.visibleAtMillis()).isEqualTo(11);
    assertThat(decoder.decode(record(bytes("\"x\""), "{\"values\":"), 11)).isEmpty();
    Query.Sliding delimited =
        sliding(
            "CREATE TABLE f WITH (KAFKA_TOPIC='out', VALUE_FORMAT='DELIMITED') AS SELECT u,"
                + " AVG(v) AS `a`, COUNT(*) AS `c`"
                + window);
    CommandDecoder text = new CommandDecoder(features, delimited.sink(), Optional.empty());
    assertThat(text.decode(record(bytes("x"), "1.5,3"), 11).orElseThrow().values())
        .containsExactly(3L, 1.5);
  }

  @Test
  void theEntityOfAWindowedKeyIsTheInnerKey() {
    Query.Sliding query =
        sliding(
            "CREATE TABLE f WITH (KAFKA_TOPIC='out', VALUE_FORMAT='JSON') AS SELECT u, COUNT(*) AS"
                + " c FROM s WINDOW SLIDING (SIZE 1 SECOND) GROUP BY u EMIT CHANGES;");
    StatementFeatures features = StatementFeatures.of(query);
    byte[] key = ByteBuffer.allocate(9).put((byte) 'x').putLong(5_000).array();
    Optional<KeyWindow> sized = Optional.of(new KeyWindow.Sized(1_000));
    VisibleCommand hopping =
        new CommandDecoder(features, query.sink(), sized)
            .decode(record(key, "{\"C\":1}"), 11)
            .orElseThrow();
    assertThat(hopping.entity()).isEqualTo("x");
    assertThat(hopping.window()).isEqualTo(new Bounds(5_000, 6_000));
    byte[] session = ByteBuffer.allocate(17).put((byte) 'x').putLong(6_500).putLong(5_000).array();
    VisibleCommand sessions =
        new CommandDecoder(features, query.sink(), Optional.of(new KeyWindow.Session()))
            .decode(record(session, "{\"C\":1}"), 11)
            .orElseThrow();
    assertThat(sessions.entity()).isEqualTo("x");
    assertThat(sessions.window()).isEqualTo(new Bounds(5_000, 6_501));
    assertThat(
            new CommandDecoder(features, query.sink(), sized)
                .decode(record(bytes("x"), "{\"C\":1}"), 11))
        .isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
