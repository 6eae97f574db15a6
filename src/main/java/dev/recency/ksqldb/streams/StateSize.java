package dev.recency.ksqldb.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The size of an application's TUMBLING or HOPPING windows, measured while it runs: per task the most
 * that its store ever held of what ksqlDB has to hold, added up. That is each window that starts no
 * longer than SIZE + GRACE PERIOD before the newest, the shortest RETENTION that ksqlDB takes. A window
 * counts with its key, 8 bytes for its start, its value and the timestamp of that. What a persistent
 * store has besides (segments that go later, indexes, the changelog) is not in; other stores are not
 * measured. Thread-safe.
 */
public final class StateSize {
  private final Map<TaskId, HeldWindows> tasks = new ConcurrentHashMap<>();

  /** What a store that begins empty holds. */
  HeldWindows begin(TaskId task, long retentionMillis) {
    HeldWindows held = tasks.computeIfAbsent(task, each -> new HeldWindows(retentionMillis));
    held.clear();
    return held;
  }

  /** Bytes. */
  public long largestBytes() {
    return tasks.values().stream().mapToLong(HeldWindows::largestBytes).sum();
  }
}
