package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.operator.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChunkLengthsTest {
  @Test
  void nothingIsKnownOfAChunkThatWasNeverSeen() {
    ChunkLengths lengths = new ChunkLengths();
    assertThat(lengths.get(0)).isEqualTo(ChunkLengths.UNKNOWN);
    assertThat(lengths.get(Long.MIN_VALUE)).isEqualTo(ChunkLengths.UNKNOWN);
  }

  @Test
  void whatIsKnownIsRightAndTheLastChunkIsAlwaysKnown() {
    for (long seed : Seeds.of("ChunkLengthsTest", 4).toArray()) {
      Random random = new Random(seed);
      ChunkLengths lengths = new ChunkLengths();
      Map<Long, Integer> exact = new HashMap<>();
      int known = 0;
      for (int step = 0; step < 2_000; step++) {
        long id = random.nextInt(100) + (random.nextBoolean() ? 0 : Long.MIN_VALUE);
        int found = lengths.get(id);
        if (found != ChunkLengths.UNKNOWN) {
          assertThat(exact).as("-Dseed=%d, step [%d]", seed, step).containsEntry(id, found);
          known++;
        }
        int bytes = random.nextInt(3);
        lengths.put(id, bytes);
        exact.put(id, bytes);
        assertThat(lengths.get(id)).as("-Dseed=%d, step [%d]", seed, step).isEqualTo(bytes);
      }
      assertThat(known).as("-Dseed=%d", seed).isBetween(1, 1_999);
    }
  }
}
