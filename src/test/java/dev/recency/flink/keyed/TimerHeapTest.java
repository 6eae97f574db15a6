package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.serializer.EncodedKey;
import dev.recency.operator.Seeds;
import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
  /** The keys from 0 to 255. */
  private static KeyEntry entry(int number) {
    return new KeyEntry(
        new EncodedKey(new byte[] {(byte) ~number}), new Row.Builder(1).setLong(0, number).build());
  }

  /** Bytes of all lengths that begin alike; the larger number may well be the smaller key. */
  private static byte[] order(Row row) {
    int number = (int) row.getLong(0);
    byte[] bytes = new byte[1 + number % 24];
    Arrays.fill(bytes, (byte) (number % 3));
    bytes[bytes.length - 1] = (byte) number;
    return bytes;
  }

  private static TimerHeap heap() {
    return new TimerHeap(TimerHeapTest::order);
  }

  @Test
  void anEmptyHeapIsNeverDue() {
    TimerHeap heap = heap();
    heap.remove(entry(1));
    assertThat(heap.firstMillis()).isEqualTo(StoredKey.NEVER);
    assertThat(heap.size()).isZero();
  }

  @Test
  void theFirstByTimeRankAndKeyIsFirstWhateverIsSetMovedAndRemoved() {
    for (long seed : Seeds.of("TimerHeapTest", 50).toArray()) {
      Random random = new Random(seed);
      TimerHeap heap = heap();
      Map<KeyEntry, Long> model = new IdentityHashMap<>();
      List<KeyEntry> entries = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        entries.add(entry(i));
      }
      for (int step = 0; step < 2_000; step++) {
        KeyEntry entry = entries.get(random.nextInt(entries.size()));
        if (random.nextInt(4) == 0) {
          heap.remove(entry);
          model.remove(entry);
        } else {
          long atMillis = random.nextInt(20) - 10;
          entry.dueRank = random.nextInt(3) - 1;
          heap.set(entry, atMillis);
          model.put(entry, atMillis);
        }
        check(heap, model, seed);
      }
      while (heap.size() > 0) {
        KeyEntry first = heap.first();
        heap.remove(first);
        model.remove(first);
        check(heap, model, seed);
      }
    }
  }

  private static void check(TimerHeap heap, Map<KeyEntry, Long> model, long seed) {
    assertThat(heap.size()).as("-Dseed=%d", seed).isEqualTo(model.size());
    Comparator<KeyEntry> order =
        Comparator.<KeyEntry, Long>comparing(model::get)
            .thenComparing(entry -> entry.dueRank)
            .thenComparing(entry -> order(entry.row), Arrays::compareUnsigned);
    model.keySet().stream()
        .min(order)
        .ifPresentOrElse(
            first -> {
              assertThat(heap.first()).as("-Dseed=%d", seed).isSameAs(first);
              assertThat(heap.firstMillis()).as("-Dseed=%d", seed).isEqualTo(model.get(first));
            },
            () -> assertThat(heap.firstMillis()).isEqualTo(StoredKey.NEVER));
  }
}
