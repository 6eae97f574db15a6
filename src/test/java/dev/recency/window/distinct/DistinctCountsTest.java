package dev.recency.window.distinct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.window.ChunkMap;
import dev.recency.window.log.ByteSink;
import dev.recency.window.log.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctCountsTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int ENTRY_BYTES = 9;

  private final ChunkMap chunks = new ChunkMap();

  private static byte[] value(int number) {
    return ("v" + number).getBytes(StandardCharsets.UTF_8);
  }

  private DistinctCounts restored(DistinctCounts counts) {
    ByteSink target = new ByteSink();
    counts.write(target);
    DistinctCounts copy = new DistinctCounts(7, 0);
    ByteSource source = new ByteSource(target.toBytes());
    copy.read(source);
    assertThat(source.atEnd()).isTrue();
    return copy;
  }

  @Test
  void countsAsASetOverAListDoesThroughGrowthAndShrinkingAndRestores() {
    System.out.println("DistinctCounts: seed [" + SEED + "], repeat with -Dseed=");
    Random random = new Random(SEED);
    DistinctCounts counts = new DistinctCounts(7, 0);
    List<Integer> window = new ArrayList<>();
    int mostBuckets = 0;
    for (int step = 0; step < 12_000; step++) {
      boolean grow = step < 6_000 ? random.nextInt(4) > 0 : random.nextInt(4) == 0;
      if (grow || window.isEmpty()) {
        int number = random.nextInt(3_000);
        window.add(number);
        counts.add(value(number), chunks);
      } else {
        int last = window.remove(window.size() - 1);
        counts.remove(value(last), chunks);
      }
      if (step % 97 == 0) {
        counts = restored(counts);
        assertThat(counts.size()).isEqualTo(new HashSet<>(window).size());
      }
      assertThat(chunks.size()).isEqualTo(counts.buckets());
      mostBuckets = Math.max(mostBuckets, counts.buckets());
    }
    assertThat(mostBuckets).isGreaterThan(8);
    for (int number : window) {
      counts.remove(value(number), chunks);
    }
    assertThat(counts.size()).isZero();
    assertThat(chunks.size()).isZero();
  }

  @Test
  void manyDistinctValuesNeverMakeALargeBucketOrHeader() {
    DistinctCounts counts = new DistinctCounts(7, 3);
    int values = 100_000;
    for (int number = 0; number < values; number++) {
      counts.add(value(number), chunks);
    }
    ByteSink header = new ByteSink();
    counts.write(header);
    assertThat(counts.size()).isEqualTo(values);
    assertThat(header.toBytes().length).isLessThan(16);
    assertThat(chunks.largestBytes()).isLessThan(4 * DistinctCounts.BUCKET_VALUES * ENTRY_BYTES);
  }

  @Test
  void bucketsOfAStatementThatIsGoneCanBeDeleted() {
    DistinctCounts counts = new DistinctCounts(-5, 1);
    for (int number = 0; number < 1_000; number++) {
      counts.add(value(number), chunks);
    }
    assertThat(chunks.size()).isPositive();
    DistinctCounts.delete(-5, 1, counts.buckets(), chunks);
    assertThat(chunks.size()).isZero();
  }

  @Test
  void refusesToTakeOutWhatIsNotIn() {
    DistinctCounts counts = new DistinctCounts(7, 0);
    assertThatThrownBy(() -> counts.remove(value(1), chunks))
        .hasMessageContaining("leaves a window that it is not in");
  }
}
