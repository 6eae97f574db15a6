package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.Definitions;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.statement.DeadLetters;
import dev.recency.flink.table.TableKeyingOperator;
import dev.recency.flink.table.TableQuery;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables on Flink's keyed state are the simulator's, through restores and rescaling. */
final class TablesOnFlinkTest {
  private static final int RECORDS = 400;
  private static final List<Integer> PARALLELISMS = List.of(1, 3, 2);

  private static final Definitions DEFINITIONS =
      Definitions.of(
          "tables.sql",
          """
          CREATE TABLE items (id STRING PRIMARY KEY, owner STRING, n INT)
            WITH (KAFKA_TOPIC='items', VALUE_FORMAT='JSON');
          CREATE TABLE large WITH (KAFKA_TOPIC='large') AS
            SELECT id, owner, n FROM items WHERE n > 4;
          CREATE TABLE owners WITH (KAFKA_TOPIC='owners') AS
            SELECT owner, COUNT(*) AS c, SUM(n) AS s, COLLECT_LIST(n) AS l
            FROM items WHERE n < 9 GROUP BY owner HAVING COUNT(*) <> 2;
          """);

  @TempDir private Path directory;

  private static List<RawRecord> records(Random random) {
    List<RawRecord> records = new ArrayList<>();
    for (int offset = 0; offset < RECORDS; offset++) {
      String key = random.nextInt(30) == 0 ? null : "i" + random.nextInt(20);
      String owner = random.nextInt(10) == 0 ? "null" : "\"o" + random.nextInt(5) + "\"";
      String value =
          random.nextInt(5) == 0
              ? null
              : "{\"owner\":%s,\"n\":%d}".formatted(owner, random.nextInt(12));
      long arrivalMillis = 1_700_000_000_000L + 10L * offset - random.nextInt(200);
      records.add(
          new RawRecord("items", 0, offset, arrivalMillis, bytes(key), bytes(value), List.of()));
    }
    return records;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<KeyedElement> keyed(String id, List<RawRecord> records) throws Exception {
    RecordDecoder decoder = Decoders.of(DEFINITIONS.plan().inputs().get(0));
    TableKeyingOperator operator =
        new TableKeyingOperator(DEFINITIONS, id, 0, new DeadLetters("dead", 1 << 20));
    try (var keying = new OneInputStreamOperatorTestHarness<>(operator)) {
      keying.setup(KeyedElementSerializer.INSTANCE);
      keying.open();
      for (RawRecord record : records) {
        keying.processElement(
            new StreamRecord<>(new SourceElement.Read(record, List.of(decoder.decode(record)))));
      }
      return new ArrayList<>(keying.extractOutputValues());
    }
  }

  private static List<CommandRecord> simulated(String topic, List<RawRecord> records) {
    List<CommandRecord> commands = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            DEFINITIONS.plan(),
            ClockOptions.DEFAULT,
            command -> {
              if (command.topic().equals(topic)) {
                commands.add(command);
              }
            });
    records.forEach(simulator::process);
    assertThat(commands).hasSizeGreaterThan(100);
    return commands;
  }

  private static List<String> texts(List<CommandRecord> commands) {
    return commands.stream()
        .map(each -> text(each.key()) + " = " + text(each.value()) + " @" + each.timestampMillis())
        .toList();
  }

  private static Map<String, List<String>> byKey(List<CommandRecord> commands) {
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                command -> text(command.key()),
                Collectors.collectingAndThen(Collectors.toList(), TablesOnFlinkTest::texts)));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void commandsPerKeyAreTheSimulatorsThroughRescaling(Backend backend) throws Exception {
    for (long seed : Seeds.of("TablesOnFlinkTest", 3).toArray()) {
      List<RawRecord> records = records(new Random(seed));
      assertThat(byKey(run("OWNERS", true, backend, records, new Random(seed))))
          .as("seed [%d]", seed)
          .isEqualTo(byKey(simulated("owners", records)));
      assertThat(byKey(run("LARGE", false, backend, records, new Random(seed))))
          .as("seed [%d]", seed)
          .isEqualTo(byKey(simulated("large", records)));
    }
  }

  @Test
  void withOneSubtaskTheOrderIsTheSimulators() throws Exception {
    List<RawRecord> records = records(new Random(7));
    List<CommandRecord> commands = new ArrayList<>();
    try (RowsFixture rows =
            RowsFixture.open(DEFINITIONS, "OWNERS", Backend.HEAP, directory, 1, null);
        HostFixture groups =
            HostFixture.open(
                new TableQuery(DEFINITIONS, "OWNERS"), Backend.HEAP, directory, 1, null)) {
      for (KeyedElement element : keyed("OWNERS", records)) {
        for (KeyedElement change : rows.process(element)) {
          groups.process(change);
        }
      }
      commands.addAll(groups.take());
    }
    assertThat(texts(commands)).isEqualTo(texts(simulated("owners", records)));
  }

  @Test
  void aKeyWithoutARowHasNoState() throws Exception {
    List<RawRecord> records = records(new Random(7));
    try (RowsFixture rows =
        RowsFixture.open(DEFINITIONS, "OWNERS", Backend.HEAP, directory, 2, null)) {
      for (KeyedElement element : keyed("OWNERS", records)) {
        rows.process(element);
      }
      assertThat(rows.rows()).isPositive();
      assertThat(rows.metrics().sum("OWNERS", "keysWithState")).isEqualTo(rows.rows());
      assertThat(rows.metrics().sum("OWNERS", "stateBytes")).isPositive();
      List<RawRecord> deletes = new ArrayList<>();
      for (int key = 0; key < 20; key++) {
        deletes.add(new RawRecord("items", 0, key, 1, bytes("i" + key), null, List.of()));
      }
      for (KeyedElement element : keyed("OWNERS", deletes)) {
        rows.process(element);
      }
      assertThat(rows.rows()).isZero();
      assertThat(rows.metrics().sum("OWNERS", "keysWithState")).isZero();
      assertThat(rows.metrics().sum("OWNERS", "stateBytes")).isZero();
    }
  }

  /** Each stage ends with a snapshot; what comes after it is lost and done again. */
  private List<CommandRecord> run(
      String id, boolean grouped, Backend backend, List<RawRecord> records, Random random)
      throws Exception {
    List<KeyedElement> elements = keyed(id, records);
    List<CommandRecord> commands = new ArrayList<>();
    State rowState = null;
    State state = null;
    int next = 0;
    for (int stage = 0; stage < PARALLELISMS.size(); stage++) {
      boolean last = stage == PARALLELISMS.size() - 1;
      int end = last ? elements.size() : next + random.nextInt(elements.size() / 3);
      int parallelism = PARALLELISMS.get(stage);
      try (RowsFixture rows =
              RowsFixture.open(
                  DEFINITIONS, grouped ? id : "OWNERS", backend, directory, parallelism, rowState);
          HostFixture host =
              HostFixture.open(
                  new TableQuery(DEFINITIONS, id), backend, directory, parallelism, state)) {
        process(elements.subList(next, end), grouped, rows, host);
        if (backend == Backend.HEAP) {
          assertThat(rows.metrics().sum("OWNERS", "keysWithState")).isEqualTo(rows.rows());
        }
        rowState = rows.snapshot(stage + 1);
        state = host.snapshot(stage + 1);
        commands.addAll(host.take());
        process(elements.subList(end, Math.min(elements.size(), end + 20)), grouped, rows, host);
      }
      next = end;
    }
    return commands;
  }

  private static void process(
      List<KeyedElement> elements, boolean grouped, RowsFixture rows, HostFixture host)
      throws Exception {
    for (KeyedElement element : elements) {
      for (KeyedElement each : grouped ? rows.process(element) : List.of(element)) {
        host.process(each);
      }
    }
  }
}
