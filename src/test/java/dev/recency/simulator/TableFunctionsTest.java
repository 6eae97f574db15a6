package dev.recency.simulator;

import static dev.recency.simulator.Records.plan;
import static dev.recency.simulator.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.row.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** EXPLODE and CUBE_EXPLODE: several rows for one event. */
class TableFunctionsTest {
  private static final String BASKETS =
      "CREATE STREAM baskets (buyer STRING KEY, shop STRING, fruits ARRAY<STRING>,"
          + " prices ARRAY<INT>, due ARRAY<BIGINT>)"
          + " WITH (KAFKA_TOPIC='baskets', VALUE_FORMAT='JSON');";

  private final List<CommandRecord> written = new ArrayList<>();
  private long offset;

  private Simulator simulator(String select) {
    return new Simulator(plan(BASKETS + select), ClockOptions.DEFAULT, written::add);
  }

  private static String rows(String select) {
    return "CREATE STREAM fruit WITH (KAFKA_TOPIC='fruit') AS SELECT buyer, " + select;
  }

  private List<String> values(Simulator simulator, @Nullable String... values) {
    written.clear();
    for (String value : values) {
      simulator.process(record("baskets", 0, offset++, 5, "ann", value));
    }
    return written.stream().map(Records::text).toList();
  }

  @Test
  void severalInOneSelectGoInStepAndTheShorterOnesEndInNull() {
    Simulator simulator =
        simulator(rows("shop, EXPLODE(fruits) AS f, EXPLODE(prices) + 1 AS p FROM baskets;"));
    assertThat(values(simulator, "{\"shop\":\"s\",\"fruits\":[\"fig\",\"kiwi\"],\"prices\":[3]}"))
        .containsExactly(
            "fruit ann {\"SHOP\":\"s\",\"F\":\"fig\",\"P\":4} @5",
            "fruit ann {\"SHOP\":\"s\",\"F\":\"kiwi\",\"P\":null} @5");
    assertThat(simulator.counts("FRUIT", 0).accepted()).isEqualTo(1);
    assertThat(simulator.counts("FRUIT", 0).commands()).isEqualTo(2);
  }

  @Test
  void emptyAndNullListsAndTombstonesGiveNoRow() {
    Simulator simulator = simulator(rows("EXPLODE(fruits) AS f FROM baskets;"));
    assertThat(values(simulator, "{\"fruits\":[]}", "{}", null)).isEmpty();
    assertThat(simulator.counts("FRUIT", 0).accepted()).isEqualTo(3);
    assertThat(values(simulator, "{\"fruits\":[null]}"))
        .containsExactly("fruit ann {\"F\":null} @5");
  }

  @Test
  void aListThatFailsIsEmpty() {
    Simulator simulator =
        simulator(rows("EXPLODE(SLICE(prices, 9, 9)) AS p, EXPLODE(fruits) AS f FROM baskets;"));
    assertThat(values(simulator, "{\"fruits\":[\"fig\"],\"prices\":[3]}"))
        .containsExactly("fruit ann {\"P\":null,\"F\":\"fig\"} @5");
  }

  @Test
  void theCubeKeepsAndDropsEachValueAndChoosesOnceForNull() {
    Simulator simulator = simulator(rows("CUBE_EXPLODE(prices) AS p FROM baskets;"));
    assertThat(values(simulator, "{\"prices\":[1,null,2]}"))
        .containsExactly(
            "fruit ann {\"P\":[null,null,null]} @5",
            "fruit ann {\"P\":[null,null,2]} @5",
            "fruit ann {\"P\":[1,null,null]} @5",
            "fruit ann {\"P\":[1,null,2]} @5");
    assertThat(values(simulator, "{\"prices\":[1" + ",1".repeat(20) + "]}")).isEmpty();
  }

  @Test
  void aNewKeyAndAStatementBehindSeeEveryRow() {
    Simulator simulator =
        simulator(
            "CREATE STREAM sold WITH (KAFKA_TOPIC='sold') AS SELECT shop, EXPLODE(prices) AS p"
                + " FROM baskets WHERE shop IS NOT NULL PARTITION BY shop;"
                + "CREATE STREAM dear WITH (KAFKA_TOPIC='dear') AS SELECT shop, p * 2 AS p"
                + " FROM sold WHERE p > 1;");
    assertThat(values(simulator, "{\"shop\":\"s\",\"prices\":[1,2]}", "{\"prices\":[7]}"))
        .containsExactly("sold s {\"P\":1} @5", "sold s {\"P\":2} @5", "dear s {\"P\":4} @5");
  }

  @Test
  void anEventWithARowThatCannotBeWrittenIsRejectedOnceAndItsOtherRowsAreWritten() {
    Simulator simulator =
        simulator(
            "CREATE STREAM daily WITH (KAFKA_TOPIC='daily', TIMESTAMP='moment') AS"
                + " SELECT buyer, EXPLODE(due) AS moment FROM baskets;");
    assertThat(values(simulator, "{\"due\":[7,null,null,9]}"))
        .hasSize(3)
        .startsWith("daily ann {\"MOMENT\":7} @7")
        .endsWith("daily ann {\"MOMENT\":9} @9");
    assertThat(written.get(1).topic()).isEqualTo("recency-dead-letters");
    assertThat(simulator.counts("DAILY", 0).accepted()).isZero();
    assertThat(simulator.counts("DAILY", 0).rejected(RejectReason.INVALID_TIMESTAMP)).isEqualTo(1);
  }
}
