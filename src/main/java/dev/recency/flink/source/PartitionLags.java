package dev.recency.flink.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/**
 * How far each reader of this process is behind the end of its partitions. Kafka's own lag says it,
 * and nothing else does: the distance between the last record and the end offset is never zero
 * where a transaction's marker is the last entry. The consumer is out of reach inside the source,
 * but it tells its metrics to {@link LagReporter}, which it makes itself from a class name; so the
 * two meet in this registry, by the reader's name.
 */
public final class PartitionLags {
  private static final Map<String, PartitionLags> READERS = new ConcurrentHashMap<>();
  private static final AtomicLong COUNT = new AtomicLong();

  private final Map<Integer, KafkaMetric> lags = new ConcurrentHashMap<>();

  private PartitionLags() {}

  /** Makes room for a reader and returns its name. */
  static String register() {
    String reader = "reader-" + COUNT.incrementAndGet();
    READERS.put(reader, new PartitionLags());
    return reader;
  }

  static void unregister(String reader) {
    READERS.remove(reader);
  }

  static @Nullable PartitionLags of(String reader) {
    return READERS.get(reader);
  }

  void put(int partition, KafkaMetric lag) {
    lags.put(partition, lag);
  }

  void remove(int partition) {
    lags.remove(partition);
  }

  void clear() {
    lags.clear();
  }

  /** Whether the reader has fetched the partition to its end; false while that is not known. */
  public static boolean readToEnd(String reader, int partition) {
    PartitionLags own = READERS.get(reader);
    KafkaMetric lag = own == null ? null : own.lags.get(partition);
    return lag != null && lag.metricValue() instanceof Double value && value == 0.0;
  }
}
