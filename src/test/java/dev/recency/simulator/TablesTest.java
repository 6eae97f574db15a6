package dev.recency.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.row.RejectReason;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What statements over tables write, record by record. */
class TablesTest {
  private static final String ITEMS =
      """
      CREATE TABLE items (id STRING PRIMARY KEY, owner STRING, n INT)
        WITH (KAFKA_TOPIC='items', VALUE_FORMAT='JSON');
      """;

  private final List<CommandRecord> commands = new ArrayList<>();
  private long offset;

  private Simulator simulator(String sql) {
    Plan plan = Planner.plan(List.of(SqlParser.script("tables.sql", ITEMS + sql)));
    return new Simulator(plan, ClockOptions.DEFAULT, commands::add);
  }

  private void take(Simulator simulator, @Nullable String key, @Nullable String value) {
    simulator.process(
        new RawRecord("items", 0, offset, 100 + offset++, bytes(key), bytes(value), List.of()));
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private List<String> written(String topic) {
    return commands.stream()
        .filter(command -> command.topic().equals(topic))
        .map(
            command ->
                text(command.key())
                    + " "
                    + text(command.value())
                    + " @"
                    + command.timestampMillis())
        .toList();
  }

  @Test
  void aRowThatNoLongerPassesWhereIsDeletedOnce() {
    Simulator simulator = simulator("CREATE TABLE large AS SELECT id, n FROM items WHERE n > 4;");
    take(simulator, "a", "{\"n\":1}");
    take(simulator, "a", "{\"n\":5}");
    take(simulator, "a", "{\"n\":6}");
    take(simulator, "a", "{\"n\":2}");
    take(simulator, "a", null);
    take(simulator, "b", null);
    assertThat(written("LARGE"))
        .containsExactly("a {\"N\":5} @101", "a {\"N\":6} @102", "a null @103");
  }

  @Test
  void withoutWhereEveryRecordIsWrittenOn() {
    Simulator simulator = simulator("CREATE TABLE copies AS SELECT id, n FROM items;");
    take(simulator, "a", null);
    take(simulator, "a", "{\"n\":5}");
    take(simulator, "a", null);
    assertThat(written("COPIES")).containsExactly("a null @100", "a {\"N\":5} @101", "a null @102");
  }

  @Test
  void aRowWithoutAGroupLeavesItsOldGroupAndIsADeadLetter() {
    Simulator simulator =
        simulator("CREATE TABLE owners AS SELECT owner, COUNT(*) AS c FROM items GROUP BY owner;");
    take(simulator, "a", "{\"owner\":\"o\"}");
    take(simulator, "a", "{\"owner\":null}");
    take(simulator, "a", "{\"owner\":null}");
    take(simulator, "a", "{\"owner\":\"p\"}");
    assertThat(written("OWNERS"))
        .containsExactly("o {\"C\":1} @100", "o {\"C\":0} @101", "p {\"C\":1} @103");
    assertThat(written(Simulator.DEAD_LETTER_TOPIC)).hasSize(2);
  }

  @Test
  void theTimestampOfAGroupDoesNotStepBackWhenAnOlderRowLeaves() {
    Simulator simulator =
        simulator("CREATE TABLE owners AS SELECT owner, COUNT(*) AS c FROM items GROUP BY owner;");
    take(simulator, "a", "{\"owner\":\"o\"}");
    take(simulator, "b", "{\"owner\":\"o\"}");
    offset = 0;
    take(simulator, "b", null);
    assertThat(written("OWNERS")).last().isEqualTo("o {\"C\":1} @101");
  }

  @Test
  void aDeleteGoesThroughATableWithATimestampColumn() {
    Simulator simulator =
        simulator(
            """
            CREATE TABLE timed WITH (KAFKA_TOPIC='timed', TIMESTAMP='ts') AS
              SELECT id, n, CAST(n AS BIGINT) AS ts FROM items WHERE n > 0;
            CREATE TABLE counts AS SELECT n, COUNT(*) AS c FROM timed GROUP BY n;
            """);
    take(simulator, "a", "{\"n\":5}");
    take(simulator, "a", null);
    assertThat(written("timed")).containsExactly("a {\"N\":5,\"TS\":5} @5", "a null @101");
    assertThat(commands.stream().filter(each -> each.topic().equals("COUNTS")).toList())
        .extracting(each -> text(each.value()))
        .containsExactly("{\"C\":1}", "{\"C\":0}");
  }

  @Test
  void everyRecordIsCountedOnce() {
    Simulator simulator =
        simulator(
            """
            CREATE TABLE large AS SELECT id, n FROM items WHERE n > 4;
            CREATE TABLE owners AS SELECT owner, COUNT(*) AS c FROM items WHERE n > 4 GROUP BY owner;
            """);
    take(simulator, "a", "{\"owner\":\"o\",\"n\":5}");
    take(simulator, "a", "{\"owner\":\"p\",\"n\":6}");
    take(simulator, "a", "{\"owner\":null,\"n\":6}");
    take(simulator, "a", "{\"owner\":\"p\",\"n\":1}");
    take(simulator, "a", null);
    take(simulator, null, "{\"n\":7}");
    take(simulator, "b", "{\"n\":\"x\"}");
    StatementCounts large = simulator.counts("LARGE", 0);
    assertThat(large.balanced()).as("%s", large).isTrue();
    assertThat(large.accepted()).isEqualTo(4);
    assertThat(large.filtered()).isEqualTo(1);
    assertThat(large.rejected(RejectReason.NULL_KEY)).isEqualTo(1);
    StatementCounts owners = simulator.counts("OWNERS", 0);
    assertThat(owners.balanced()).as("%s", owners).isTrue();
    assertThat(owners.accepted()).isEqualTo(3);
    assertThat(owners.filtered()).isEqualTo(1);
    assertThat(owners.rejected(RejectReason.NULL_KEY)).isEqualTo(2);
    assertThat(owners.commands()).isEqualTo(4);
  }
}
