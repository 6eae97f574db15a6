package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.SharedLog;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that the simulator measures is that of Flink's checkpoint. */
final class StateSizeOnFlinkTest {
  private static final int KEYS = 500;
  private static final int EVENTS_OF_A_KEY = 20;
  private static final Definitions DEFINITIONS =
      Definitions.of(
          "test.sql",
          """
          CREATE STREAM e (id BIGINT, n BIGINT) WITH (KAFKA_TOPIC='e', VALUE_FORMAT='JSON');
          CREATE TABLE sums WITH (KAFKA_TOPIC='sums', VALUE_FORMAT='JSON') AS
            SELECT id, COUNT(*) AS c, SUM(n) AS s FROM e WINDOW SLIDING (SIZE 1 HOUR) GROUP BY id;
          """);

  @TempDir private Path directory;

  private static long time(int round) {
    return 1_700_000_000_000L + round * 1_000L;
  }

  private static long simulated(int keys) {
    Plan plan = DEFINITIONS.plan();
    Simulator simulator = new Simulator(plan, ClockOptions.DEFAULT, command -> {});
    LongSupplier largestBytes = simulator.measureState();
    long offset = 0;
    for (int round = 0; round < EVENTS_OF_A_KEY; round++) {
      for (int key = 0; key < keys; key++) {
        byte[] value =
            "{\"ID\":%d,\"N\":%d}".formatted(key, round).getBytes(StandardCharsets.UTF_8);
        simulator.process(new RawRecord("e", 0, offset++, time(round), null, value, List.of()));
      }
    }
    return largestBytes.getAsLong();
  }

  private long checkpointed(int keys) throws Exception {
    String uid = SharedLog.of(DEFINITIONS.plan()).get(0).uid();
    RowCodec keyRows = new RowCodec(List.of(Simple.BIGINT));
    RowCodec arguments = new RowCodec(List.of(Simple.BIGINT));
    PlannedQuery query = new PlannedQuery(DEFINITIONS, uid, true);
    try (HostFixture host = HostFixture.open(query, Backend.HEAP, directory, 1, null)) {
      for (int round = 0; round < EVENTS_OF_A_KEY; round++) {
        host.clock(time(round));
        for (int key = 0; key < keys; key++) {
          host.process(
              new KeyedElement(
                  new EncodedKey(keyRows.encode(row(key))),
                  arguments.encode(row(round)),
                  time(round),
                  time(round),
                  0,
                  time(round)));
        }
      }
      return host.snapshot(1).merged().getStateSize();
    }
  }

  private static Row row(long value) {
    return new Row.Builder(1).setLong(0, value).build();
  }

  @Test
  void aKeyAddsAsMuchToACheckpointAsIsMeasured() throws Exception {
    double measured = (double) (simulated(3 * KEYS) - simulated(KEYS)) / (2 * KEYS);
    double onFlink = (double) (checkpointed(3 * KEYS) - checkpointed(KEYS)) / (2 * KEYS);
    // Flink writes the key as 13 bytes, the sink as about 3, and lengths and a namespace besides.
    assertThat(onFlink).isBetween(measured, 1.5 * measured);
    assertThat(measured).isGreaterThan(2 * EVENTS_OF_A_KEY);
  }
}
