package dev.recency.flink.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.serializer.EncodedKey;
import dev.recency.operator.Seeds;
import dev.recency.plan.row.Row;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyCacheTest {
  private static final Row ROW = new Row.Builder(0).build();

  private static EncodedKey key(int number) {
    return new EncodedKey(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private static KeyEntry add(KeyCache cache, int number) {
    KeyEntry entry = new KeyEntry(key(number), ROW);
    cache.add(entry);
    return entry;
  }

  @Test
  void whatWasAddedIsFoundUntilItIsRemovedAndTheBytesAreTheSum() {
    for (long seed : Seeds.of("KeyCacheTest", 20).toArray()) {
      Random random = new Random(seed);
      KeyCache cache = new KeyCache(Long.MAX_VALUE);
      Map<Integer, KeyEntry> model = new HashMap<>();
      for (int step = 0; step < 5_000; step++) {
        int number = random.nextInt(3_000);
        KeyEntry found = cache.get(key(number));
        assertThat(found).as("-Dseed=%d", seed).isSameAs(model.get(number));
        if (found == null) {
          model.put(number, add(cache, number));
        } else if (random.nextInt(3) == 0) {
          cache.remove(found);
          model.remove(number);
        } else {
          found.header = new byte[random.nextInt(500)];
          for (int use = 0; use < 8; use++) {
            cache.used(found); // at the eighth at the latest it is measured
          }
        }
      }
      assertThat(cache.size()).isEqualTo(model.size());
      assertThat(cache.bytes())
          .isEqualTo(model.values().stream().mapToLong(KeyEntry::memoryBytes).sum());
      assertThat(cache.victim()).isNull();
      int round = 0;
      KeyEntry any = Objects.requireNonNull(cache.any());
      for (KeyEntry entry = any; round == 0 || entry != any; entry = entry.next) {
        assertThat(entry.next.previous).isSameAs(entry);
        round++;
      }
      assertThat(round).isEqualTo(model.size());
    }
  }

  @Test
  void theKeyThatWasNotUsedGoesFirst() {
    long each = new KeyEntry(key(0), ROW).memoryBytes();
    KeyCache cache = new KeyCache(3 * each);
    for (int number = 0; number < 3; number++) {
      add(cache, number);
    }
    assertThat(cache.victim()).as("three fit").isNull();
    KeyEntry fourth = add(cache, 3);
    KeyEntry first = Objects.requireNonNull(cache.victim());
    assertThat(first).isNotSameAs(fourth);
    cache.remove(first);
    assertThat(cache.victim()).isNull();
    assertThat(cache.get(key(1))).isNotNull();
    add(cache, 4);
    KeyEntry second = cache.victim();
    assertThat(second).isSameAs(cache.get(key(2)));
  }

  @Test
  void nothingFitsIntoNothing() {
    KeyCache cache = new KeyCache(0);
    KeyEntry only = add(cache, 1);
    assertThat(cache.victim()).isSameAs(only);
    cache.remove(only);
    assertThat(cache.any()).isNull();
    assertThat(cache.bytes()).isZero();
  }
}
