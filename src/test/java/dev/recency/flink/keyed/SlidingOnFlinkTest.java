package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.flink.serializer.EncodedKey;
import dev.recency.flink.serializer.RowCodec;
import dev.recency.operator.KeyedOperator;
import dev.recency.operator.KeyedOperator.KeyedRecord;
import dev.recency.operator.Seeds;
import dev.recency.plan.type.SqlType;
import dev.recency.simulator.KeySpace;
import dev.recency.simulator.KeySpaceSnapshot;
import dev.recency.simulator.RandomScripts;
import dev.recency.simulator.SlidingRow;
import dev.recency.simulator.SlidingScript;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.simulator.SlidingStatements;
import dev.recency.window.SlidingWindows;
import dev.recency.window.log.LogSizes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts of the simulator's invariants, with crashes and rescaling, on Flink's keyed state: the
 * same rows per statement and key in every step, whatever the cache forgets.
 */
final class SlidingOnFlinkTest {
  private static final int STEPS = 250;
  private static final LogSizes SMALL = new LogSizes(4, 3);

  @TempDir private Path directory;

  /** One script on both hosts. */
  private static final class Run {
    private final SlidingScript script;
    private final Backend backend;
    private final Path directory;
    private final long cacheBytes;
    private final RowCodec keys;
    private final RowCodec arguments;
    private final Map<String, List<String>> simulated = new HashMap<>();
    private KeySpace space;
    private @Nullable KeySpaceSnapshot savedSpace;
    private @Nullable State saved;
    private int checkpoints;

    Run(SlidingScript script, Backend backend, Path directory, long cacheBytes) {
      this.script = script;
      this.backend = backend;
      this.directory = directory;
      this.cacheBytes = cacheBytes;
      keys = new RowCodec(types(script.statements().keyType()));
      arguments =
          new RowCodec(script.statements().log().columns().stream().map(c -> c.type()).toList());
      space = space();
    }

    private static List<SqlType> types(SqlType.Struct struct) {
      return struct.fields().stream().map(SqlType.Field::type).toList();
    }

    private KeyedOperator operator() {
      SlidingStatements statements = script.statements();
      return SlidingWindows.of(statements.log(), statements.having(), script.mode().decay(), SMALL);
    }

    private KeySpace space() {
      return new KeySpace(
          operator(),
          script.statements().keyType(),
          (statement, row, kind, asOfMillis, arrivalMillis) -> {
            SlidingRow emitted =
                SlidingRow.of(script.statements(), statement, row, kind, asOfMillis);
            simulated
                .computeIfAbsent(emitted.subject().toString(), each -> new ArrayList<>())
                .add(emitted + " " + arrivalMillis);
          });
    }

    private KeyedQuery.Running running() {
      List<KeyedQuery.Statement> statements = new ArrayList<>();
      for (int i = 0; i < script.statements().size(); i++) {
        int statement = i;
        statements.add(
            new KeyedQuery.Statement(
                "s" + i,
                "commands",
                (row, kind, asOfMillis, arrivalMillis) -> {
                  SlidingRow emitted =
                      SlidingRow.of(script.statements(), statement, row, kind, asOfMillis);
                  return new CommandRecord(
                      "commands",
                      bytes(emitted.subject().toString()),
                      bytes(emitted + " " + arrivalMillis),
                      asOfMillis,
                      List.of());
                },
                false));
      }
      return new KeyedQuery.Running(operator(), keys, arguments, statements);
    }

    private HostFixture open(int parallelism) throws Exception {
      return HostFixture.open(
          errors -> running(), backend, directory, parallelism, saved, cacheBytes);
    }

    void play() throws Exception {
      HostFixture host = open(1);
      try {
        for (Call call : script.calls()) {
          if (call instanceof Call.Restore restore) {
            host.close();
            host = open(restore.parts());
            space = space();
            if (savedSpace != null) {
              space.restore(List.of(savedSpace));
            }
          } else {
            call(host, call);
          }
          assertThat(rows(host.take()))
              .as("%s of%n%s%nat %s", script.name(), script.statements(), call)
              .isEqualTo(simulated);
          simulated.clear();
        }
      } finally {
        host.close();
      }
    }

    private void call(HostFixture host, Call call) throws Exception {
      if (call instanceof Call.Take take && !take.late()) {
        Optional<KeyedRecord> record = script.statements().keyed(take.event());
        if (record.isPresent()) {
          host.process(element(record.get(), take));
          space.process(record.get());
        }
      } else if (call instanceof Call.Clock clock) {
        host.clock(clock.millis());
        space.advance(clock.millis(), clock.millis());
      } else if (call instanceof Call.Checkpoint) {
        saved = host.snapshot(++checkpoints);
        savedSpace = space.snapshot();
        assertThat(host.timers()).as("%s", script.name()).isEqualTo(space.timers());
      }
    }

    private KeyedElement element(KeyedRecord record, Call.Take take) {
      return new KeyedElement(
          new EncodedKey(keys.encode(record.key())),
          arguments.encode(record.arguments()),
          record.eventTimeMillis(),
          record.arrivalMillis(),
          take.event().partition(),
          take.partitionClockMillis());
    }

    private static Map<String, List<String>> rows(List<CommandRecord> commands) {
      Map<String, List<String>> rows = new HashMap<>();
      for (CommandRecord command : commands) {
        byte[] key = command.key();
        String subject = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        rows.computeIfAbsent(subject, each -> new ArrayList<>()).add(ScriptedQuery.text(command));
      }
      return rows;
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAP, 0, 10",
    "HEAP, 3000, 20",
    "HEAP, 10000000, 10",
    "ROCKSDB, 3000, 6",
    "ROCKSDB, 10000000, 4"
  })
  void everyStepOfAScriptGivesTheSimulatorsRows(Backend backend, long cacheBytes, int seeds)
      throws Exception {
    for (long seed : Seeds.of("SlidingOnFlinkTest", seeds).toArray()) {
      SlidingScript script = RandomScripts.of(seed, Optional.empty(), STEPS, true);
      new Run(script, backend, directory, cacheBytes).play();
    }
  }
}
