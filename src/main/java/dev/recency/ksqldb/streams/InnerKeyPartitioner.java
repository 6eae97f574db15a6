package dev.recency.ksqldb.streams;

import dev.recency.format.WindowedKey;
import dev.recency.plan.KeyWindow;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** All windows of a key go to one partition: that of the key itself. */
record InnerKeyPartitioner(KeyWindow window) implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte @Nullable [] key, byte @Nullable [] value, int count) {
    if (key == null) {
      return Optional.empty();
    }
    byte[] inner = WindowedKey.inner(key, window);
    return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(inner)) % count));
  }
}
