package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.keyed.HostFixture.Backend;
import dev.recency.flink.keyed.HostFixture.State;
import dev.recency.operator.Seeds;
import dev.recency.plan.type.SqlType;
import dev.recency.simulator.KeySpace;
import dev.recency.simulator.KeySpaceSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host with its cache is the simulator's key space, whatever the cache forgets and when. */
final class CachedKeysTest {
  private static final int STEPS = 600;
  private static final int KEYS = 12;
  private static final List<Integer> PARALLELISMS = List.of(1, 3, 2);
  private static final SqlType.Struct KEY_TYPE =
      new SqlType.Struct(List.of(new SqlType.Field("K", SqlType.Simple.STRING)));

  @TempDir private Path directory;

  private final List<String> simulated = new ArrayList<>();

  private KeySpace space() {
    return new KeySpace(
        new RandomWork(),
        KEY_TYPE,
        (statement, row, kind, asOfMillis, arrivalMillis) ->
            simulated.add(String.valueOf(row.getReference(0))));
  }

  /** The order between keys is the cache's own. */
  private void compareStep(HostFixture host, String step) {
    List<String> hosted = host.take().stream().map(ScriptedQuery::text).sorted().toList();
    assertThat(hosted).as(step).isEqualTo(simulated.stream().sorted().toList());
    simulated.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "HEAP, 0",
    "HEAP, 1400",
    "HEAP, 1000000",
    "ROCKSDB, 0",
    "ROCKSDB, 1400",
    "ROCKSDB, 1000000"
  })
  void everyStepIsTheSimulatorsThroughEvictionCheckpointsAndRescaling(
      Backend backend, long cacheBytes) throws Exception {
    for (long seed : Seeds.of("CachedKeysTest", 4).toArray()) {
      Random random = new Random(seed);
      KeySpace space = space();
      State state = null;
      int step = 0;
      long clockMillis = 1_000;
      for (int stage = 0; stage < PARALLELISMS.size(); stage++) {
        int parallelism = PARALLELISMS.get(stage);
        try (HostFixture host = open(backend, parallelism, state, cacheBytes)) {
          int end = step + STEPS / PARALLELISMS.size();
          compareSizes(host, "-Dseed=%d, before the first call".formatted(seed));
          host.clock(clockMillis);
          space.advance(clockMillis, clockMillis);
          compareStep(host, "-Dseed=%d, restored".formatted(seed));
          for (; step < end; step++) {
            String place = "-Dseed=%d, step [%d]".formatted(seed, step);
            if (random.nextInt(3) == 0) {
              clockMillis += random.nextInt(60);
              host.clock(clockMillis);
              space.advance(clockMillis, clockMillis);
            } else {
              KeyedElement element =
                  RandomWork.element("k" + random.nextInt(KEYS), random.nextLong(), clockMillis);
              host.process(element);
              space.process(RandomWork.record(element));
            }
            compareStep(host, place);
            if (random.nextInt(10) == 0) {
              host.snapshot(step);
              assertThat(host.timers()).as(place).isEqualTo(space.timers());
              compareSizes(host, place);
            }
          }
          KeySpaceSnapshot kept = space.snapshot();
          state = host.snapshot(STEPS + stage);
          loseWork(host, clockMillis);
          space = space();
          space.restore(List.of(kept));
        }
      }
    }
  }

  /** What is shown of the state is what is in it, also after a restore with other subtasks. */
  private static void compareSizes(HostFixture host, String place) throws Exception {
    KeyGroupSizes.Size stored = host.stored();
    assertThat(host.metrics().sum("even", "keysWithState")).as(place).isEqualTo(stored.keys());
    assertThat(host.metrics().sum("odd", "stateBytes")).as(place).isEqualTo(stored.stateBytes());
  }

  private HostFixture open(Backend backend, int parallelism, @Nullable State state, long cacheBytes)
      throws Exception {
    return HostFixture.open(RandomWork::open, backend, directory, parallelism, state, cacheBytes);
  }

  /** What happens after the last snapshot is gone at the restore. */
  private static void loseWork(HostFixture host, long clockMillis) throws Exception {
    for (int key = 0; key < KEYS; key++) {
      host.process(RandomWork.element("k" + key, key, clockMillis));
    }
    host.clock(clockMillis + 100);
  }

  @ParameterizedTest
  @CsvSource({"HEAP", "ROCKSDB"})
  void theBarrierAndNothingElsePutsCachedKeysIntoState(Backend backend) throws Exception {
    State without;
    State with;
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, backend, directory, 1, null, 1 << 20)) {
      host.process(ScriptedQuery.element("a", "header h1; timer 500"));
      assertThat(host.timers()).as("a cached key's timer is not Flink's").isZero();
      without = host.snapshotWithoutBarrier(1);
      with = host.snapshot(2);
      assertThat(host.timers()).isEqualTo(1);
    }
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, backend, directory, 1, without, 1 << 20)) {
      host.process(ScriptedQuery.element("a", "read"));
      assertThat(host.take()).map(ScriptedQuery::text).containsExactly("a none");
    }
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, backend, directory, 2, with, 1 << 20)) {
      host.process(ScriptedQuery.element("a", "read"));
      host.clock(499);
      assertThat(host.take()).map(ScriptedQuery::text).containsExactly("a h1");
      host.clock(500);
      host.clock(501);
      assertThat(host.take()).map(ScriptedQuery::text).containsExactly("a timer");
      assertThat(host.timers()).isZero();
    }
  }

  @Test
  void aKeyThatWasDroppedLeavesNothingInState() throws Exception {
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, Backend.HEAP, directory, 1, null, 1 << 20)) {
      host.process(ScriptedQuery.element("a", "header h; timer 100; chunk 1 x"));
      host.snapshot(1);
      assertThat(host.entries()).isEqualTo(2);
      host.process(ScriptedQuery.element("a", "drop; cancel; discard 1"));
      host.process(ScriptedQuery.element("b", "read"));
      host.snapshot(2);
      assertThat(host.entries()).isZero();
      assertThat(host.timers()).isZero();
    }
  }

  /** A chunk is made longer unseen, so that who reads it, as without a cache, counts wrongly. */
  @ParameterizedTest
  @CsvSource({"1048576, 3", "0, -93"})
  void aChunkIsNotReadToBeCountedWhileItsKeyIsCached(long cacheBytes, long shownBytes)
      throws Exception {
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, Backend.ROCKSDB, directory, 1, null, cacheBytes)) {
      host.process(ScriptedQuery.element("a", "header h; chunk 1 wxyz"));
      host.snapshot(1);
      host.replaceChunks(new byte[100]);
      host.process(ScriptedQuery.element("a", "chunk 1 yz"));
      assertThat(host.metrics().sum("tested", "stateBytes")).isEqualTo(shownBytes);
      assertThat(host.stored().stateBytes()).isEqualTo(3);
    }
  }

  @Test
  void aTimerThatMovesAfterACheckpointIsCalledAtItsNewTimeAlone() throws Exception {
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, Backend.HEAP, directory, 1, null, 1 << 20)) {
      host.process(ScriptedQuery.element("later", "timer 100"));
      host.process(ScriptedQuery.element("sooner", "timer 400"));
      host.snapshot(1);
      host.process(ScriptedQuery.element("later", "timer 300"));
      host.process(ScriptedQuery.element("sooner", "timer 200"));
      host.clock(150);
      assertThat(host.take()).isEmpty();
      host.clock(250);
      assertThat(host.take()).map(ScriptedQuery::text).containsExactly("sooner timer");
      host.snapshot(2);
      host.clock(1_000);
      assertThat(host.take()).map(ScriptedQuery::text).containsExactly("later timer");
      host.snapshot(3);
      assertThat(host.timers()).isZero();
    }
  }

  @Test
  void keysThatAreDueAtOnceAreCalledInTheOrderOfTheirBytes() throws Exception {
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, Backend.HEAP, directory, 1, null, 1 << 20)) {
      for (String key : List.of("c", "é", "a", "b")) {
        host.process(ScriptedQuery.element(key, "timer 10"));
      }
      host.process(ScriptedQuery.element("z", "timer 9"));
      host.clock(100);
      assertThat(host.take())
          .map(ScriptedQuery::text)
          .containsExactly("z timer", "a timer", "b timer", "c timer", "é timer");
    }
  }

  @Test
  void dueKeysAreCalledInTheOrderOfTime() throws Exception {
    try (HostFixture host =
        HostFixture.open(ScriptedQuery::open, Backend.HEAP, directory, 1, null, 1 << 20)) {
      host.process(ScriptedQuery.element("c", "timer 30"));
      host.process(ScriptedQuery.element("a", "timer 10"));
      host.process(ScriptedQuery.element("b", "timer 20"));
      host.clock(100);
      assertThat(host.take())
          .map(ScriptedQuery::text)
          .containsExactly("a timer", "b timer", "c timer");
    }
  }
}
