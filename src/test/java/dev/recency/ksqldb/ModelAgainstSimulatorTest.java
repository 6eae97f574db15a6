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

  private long written;
  private long tombstones;
  private long lossy;

  @Test
  void recencyWritesWhatTheModelWithoutLossesWrites() {
    long[] seeds =
        Seeds.of("ModelAgainstSimulatorTest", Integer.getInteger("seeds", PER_BUILD)).toArray();
    for (long seed : seeds) {
      compare(seed);
    }
    System.out.printf(
        "ModelAgainstSimulatorTest: records [%d], tombstones [%d], cases where ksqlDB loses [%d]%n",
        written, tombstones, lossy);
    if (seeds.length > 1) {
      assertThat(written).isGreaterThan(20L * seeds.length);
      assertThat(tombstones).isGreaterThan(seeds.length / 4);
      assertThat(lossy).isGreaterThan(seeds.length / 8);
    }
  }

  /** Compares after each record. */
  private void compare(long seed) {
    RandomCase random = new RandomCase(seed);
    String sql = random.sql();
    Plan plan = Planner.plan(List.of(SqlParser.script("seed-" + seed, sql)));
    QueryModel model = QueryModel.of(plan, plan.queries().get(0), Losses.NONE);
    QueryModel store = QueryModel.of(plan, plan.queries().get(0), Losses.OF_THE_STORE);
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
    boolean loses = false;
    for (RawRecord record : random.records()) {
      simulator.process(record);
      List<String> expected = texts(model.take(record, 0));
      assertThat(texts(commands))
          .as("seed [%d] at record [%d] of\n%s", seed, record.offset(), sql)
          .isEqualTo(expected);
      written += commands.size();
      tombstones += commands.stream().filter(each -> each.value() == null).count();
      loses |= !texts(store.take(record, 0)).equals(expected);
      commands.clear();
    }
    lossy += loses ? 1 : 0;
  }

  private static List<String> texts(List<CommandRecord> commands) {
    return commands.stream()
        .map(each -> Written.of(each.timestampMillis(), each.key(), each.value()).toString())
        .toList();
  }
}
