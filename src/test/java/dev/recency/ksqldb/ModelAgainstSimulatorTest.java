package dev.recency.ksqldb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.simulator.Simulator;
import dev.recency.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random windows over random partitions: Recency writes what the model without losses writes. */
class ModelAgainstSimulatorTest {
  private static final int PER_BUILD = 300;
  private static final ClockOptions ANY_TIME = new ClockOptions(0, 0, 1, Long.MAX_VALUE);

  @Test
  void recencyWritesWhatTheModelWithoutLossesWrites() {
    int[] written = new int[1];
    Seeds.of("ModelAgainstSimulatorTest", Integer.getInteger("seeds", PER_BUILD))
        .forEach(seed -> written[0] += compare(seed));
    assertThat(written[0]).isPositive();
  }

  /** Compares after each record; the number of records that were written. */
  private static int compare(long seed) {
    RandomCase random = new RandomCase(seed);
    String sql = random.sql();
    Plan plan = Planner.plan(List.of(SqlParser.script("seed-" + seed, sql)));
    QueryModel model = QueryModel.of(plan, plan.queries().get(0), Losses.NONE);
    List<CommandRecord> commands = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            plan,
            ANY_TIME,
            command -> {
              if (!command.topic().equals(Simulator.DEAD_LETTER_TOPIC)) {
                commands.add(command);
              }
            });
    int written = 0;
    for (RawRecord record : random.records()) {
      simulator.process(record);
      assertThat(texts(commands))
          .as("seed [%d] at record [%d] of\n%s", seed, record.offset(), sql)
          .isEqualTo(texts(model.take(record, 0)));
      written += commands.size();
      commands.clear();
    }
    return written;
  }

  private static List<String> texts(List<CommandRecord> commands) {
    return commands.stream()
        .map(each -> Written.of(each.timestampMillis(), each.key(), each.value()).toString())
        .toList();
  }
}
