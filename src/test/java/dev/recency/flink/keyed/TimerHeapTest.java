package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.serializer.EncodedKey;
import dev.recency.operator.Seeds;
import dev.recency.plan.row.Row;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
  private static KeyEntry entry(int number) {
    return new KeyEntry(new EncodedKey(new byte[] {(byte) number}), new Row.Builder(0).build());
  }

  @Test
  void anEmptyHeapIsNeverDue() {
    TimerHeap heap = new TimerHeap();
    heap.remove(entry(1));
    assertThat(heap.firstMillis()).isEqualTo(StoredKey.NEVER);
    assertThat(heap.first()).isNull();
  }

  @Test
  void theEarliestIsFirstWhateverIsSetMovedAndRemoved() {
    for (long seed : Seeds.of("TimerHeapTest", 50).toArray()) {
      Random random = new Random(seed);
      TimerHeap heap = new TimerHeap();
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
          long atMillis = random.nextInt(200) - 100;
          heap.set(entry, atMillis);
          model.put(entry, atMillis);
        }
        check(heap, model, seed);
      }
      while (heap.size() > 0) {
        KeyEntry first = Objects.requireNonNull(heap.first());
        heap.remove(first);
        model.remove(first);
        check(heap, model, seed);
      }
    }
  }

  private static void check(TimerHeap heap, Map<KeyEntry, Long> model, long seed) {
    long earliest = model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    assertThat(heap.size()).as("-Dseed=%d", seed).isEqualTo(model.size());
    assertThat(heap.firstMillis()).as("-Dseed=%d", seed).isEqualTo(earliest);
    if (!model.isEmpty()) {
      assertThat(model.get(heap.first())).as("-Dseed=%d", seed).isEqualTo(earliest);
    }
  }
}
