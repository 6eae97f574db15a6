package dev.recency.flink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceGroup;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.row.RejectReason;
import dev.recency.simulator.Simulator;
import dev.recency.sql.Seed;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The statements behind one source write what the simulator says, however they are chained. */
class StatementChainsTest {
  private static final int SCRIPTS = 300;
  private static final String SOURCE =
      "CREATE STREAM a (id STRING, v INT) WITH (KAFKA_TOPIC='a', VALUE_FORMAT='JSON');\n";

  @Test
  void insertFurtherDownReachesTheReadersOfItsTarget() {
    String sql =
        SOURCE
            + "CREATE STREAM s AS SELECT id, v FROM a WHERE v < 2;\n"
            + "CREATE STREAM t AS SELECT id, v FROM s;\n"
            + "INSERT INTO s SELECT id, v + 10 AS v FROM a;\n";

    assertThat(routed(plan(sql), List.of(raw(0, 1))))
        .containsExactly(
            "S {\"ID\":\"i1\",\"V\":1}",
            "S {\"ID\":\"i1\",\"V\":11}",
            "T {\"ID\":\"i1\",\"V\":1}",
            "T {\"ID\":\"i1\",\"V\":11}");
  }

  @Test
  void chainsOfStatementsWriteWhatTheSimulatorWrites() {
    long seed = Seed.choose("StatementChainsTest");
    int chained = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      String sql = script(new Random(seed * SCRIPTS + i));
      List<RawRecord> records = List.of(raw(0, 1), raw(1, 7), raw(2, 4));
      Plan plan;
      try {
        plan = plan(sql);
      } catch (SqlException fedBack) {
        continue;
      }
      List<String> simulated = simulated(plan, records);
      chained += plan.inputs().size() > 1 && !simulated.isEmpty() ? 1 : 0;
      assertThat(routed(plan, records))
          .as("script [%d] of -Dseed=%d: %s", i, seed, sql)
          .containsExactlyInAnyOrderElementsOf(simulated);
    }
    assertThat(chained).as("scripts with chains").isGreaterThan(SCRIPTS / 3);
  }

  /** Streams over random earlier streams, then inserts from random streams into random ones. */
  private static String script(Random random) {
    StringBuilder sql = new StringBuilder(SOURCE);
    List<String> names = new ArrayList<>(List.of("a"));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String name = "s" + i;
      String from = names.get(random.nextInt(names.size()));
      sql.append("CREATE STREAM " + name + " AS SELECT id, v + " + i + " AS v FROM " + from);
      sql.append(random.nextBoolean() ? ";\n" : " WHERE v > " + random.nextInt(9) + ";\n");
      names.add(name);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String target = names.get(1 + random.nextInt(names.size() - 1));
      String from = names.get(random.nextInt(names.size()));
      sql.append("INSERT INTO " + target + " WITH (QUERY_ID='q" + i + "') SELECT id, v * 2 AS v");
      sql.append(" FROM " + from + ";\n");
    }
    return sql.toString();
  }

  private static Plan plan(String sql) {
    return Planner.plan(List.of(SqlParser.script("chain.sql", sql)));
  }

  private static RawRecord raw(long offset, int value) {
    byte[] json =
        ("{\"id\":\"i" + value + "\",\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8);
    return new RawRecord("a", 0, offset, 1000 + offset, null, json, List.of());
  }

  private static String text(CommandRecord command) {
    byte[] value = Objects.requireNonNull(command.value());
    return command.topic() + " " + new String(value, StandardCharsets.UTF_8);
  }

  private static List<String> simulated(Plan plan, List<RawRecord> records) {
    List<String> written = new ArrayList<>();
    Simulator simulator =
        new Simulator(plan, ClockOptions.DEFAULT, command -> written.add(text(command)));
    records.forEach(simulator::process);
    return written;
  }

  private static List<String> routed(Plan plan, List<RawRecord> records) {
    Written written = new Written();
    SourceGroup group = SourceGroup.of(plan).get(0);
    StatementRouter router =
        new StatementRouter(
            plan,
            group,
            (statement, kind, message) -> {},
            Ledger.empty(new UnregisteredMetricsGroup()),
            new CommandLimits(1_000_000, 60_000, false),
            Optional.empty(),
            written);
    for (RawRecord record : records) {
      List<Decoded> decoded = new ArrayList<>();
      for (Input input : group.inputs()) {
        decoded.add(Decoders.of(input).decode(record));
      }
      router.route(new SourceElement.Read(record, decoded));
    }
    return written.commands;
  }

  private static final class Written implements StatementOutput {
    private final List<String> commands = new ArrayList<>();

    @Override
    public void command(CommandRecord command) {
      commands.add(text(command));
    }

    @Override
    public void deadLetter(RawRecord record, RejectReason reason, String message) {
      throw new AssertionError("unexpected dead letter: " + message);
    }

    @Override
    public void edge(String source, SourceElement element) {
      throw new AssertionError("no keyed statement reads [" + source + "]");
    }
  }
}
