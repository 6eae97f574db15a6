package dev.recency.flink.keyed;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much state a subtask held in each of its key groups when a checkpoint was taken.
 *
 * @param firstKeyGroup of the subtask
 * @param lastKeyGroup of the subtask, inclusive
 * @param sizes by key group; one that is not named has no state
 */
public record KeyGroupSizes(int firstKeyGroup, int lastKeyGroup, SortedMap<Integer, Size> sizes) {
  /**
   * The state of one key group.
   *
   * @param keys with state
   * @param stateBytes of their headers and chunks
   */
  public record Size(long keys, long stateBytes) {
    static final Size NOTHING = new Size(0, 0);
  }

  public KeyGroupSizes {
    sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
  }

  boolean covers(int keyGroup) {
    return keyGroup >= firstKeyGroup && keyGroup <= lastKeyGroup;
  }
}
