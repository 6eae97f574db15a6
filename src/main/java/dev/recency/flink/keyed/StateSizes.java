package dev.recency.flink.keyed;

import dev.recency.flink.keyed.KeyGroupSizes.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * How many keys of a subtask have state, and how many bytes their headers and chunks take as they
 * are written; neither keys nor timers nor what a backend adds are in it. Kept up with every change
 * and, per key group, through checkpoints, so that it is right at any parallelism. O(1) per call.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>A key is counted from the call that gave it a header or a timer to the one that left it
 *       without.
 *   <li>The bytes of a header are those that keyed state holds, so of a key that is cached those of
 *       the last barrier; those of chunks are always the present ones. A key that has lost its
 *       state counts for nothing at once.
 *   <li>What an older savepoint did not tell is {@link #UNKNOWN} from then on.
 * </ol>
 */
public final class StateSizes {
  /** What is shown where it is not known. */
  public static final long UNKNOWN = -1;

  /** Where checkpoints keep it: a union list, of which each subtask takes its key groups. */
  public static final ListStateDescriptor<KeyGroupSizes> STATE =
      new ListStateDescriptor<>("sizes", KeyGroupSizesSerializer.INSTANCE);

  private final int firstKeyGroup;
  private final int maxParallelism;
  private final long[] keysByGroup;
  private final long[] bytesByGroup;
  private final boolean known;
  private long keys;
  private long bytes;

  /**
   * @param own the key groups of this subtask
   * @param maxParallelism number of all key groups
   * @param before what all old subtasks held
   * @param keysThere whether there are keys in these key groups
   */
  StateSizes(KeyGroupRange own, int maxParallelism, List<KeyGroupSizes> before, boolean keysThere) {
    this.firstKeyGroup = own.getStartKeyGroup();
    this.maxParallelism = maxParallelism;
    keysByGroup = new long[own.getNumberOfKeyGroups()];
    bytesByGroup = new long[keysByGroup.length];
    boolean all = true;
    for (int i = 0; i < keysByGroup.length; i++) {
      int keyGroup = firstKeyGroup + i;
      all &= !keysThere || before.stream().anyMatch(each -> each.covers(keyGroup));
      for (KeyGroupSizes each : before) {
        Size size = each.sizes().getOrDefault(keyGroup, Size.NOTHING);
        add(i, size.keys(), size.stateBytes());
      }
    }
    known = all;
  }

  /**
   * What a subtask goes on from. Keys that nobody has told of are those of an older release.
   *
   * @param state of {@link #STATE}
   * @param keyedState the name of the one that each key with state has an entry in
   */
  public static StateSizes restore(
      ListState<KeyGroupSizes> state,
      KeyedStateBackend<?> backend,
      String keyedState,
      TaskInfo task)
      throws Exception {
    List<KeyGroupSizes> before = new ArrayList<>();
    state.get().forEach(before::add);
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange own =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    try (Stream<?> keys = backend.getKeys(keyedState, VoidNamespace.INSTANCE)) {
      return new StateSizes(own, maxParallelism, before, keys.findAny().isPresent());
    }
  }

  /** Shows it under a statement. */
  public void show(MetricGroup statement) {
    statement.gauge("keysWithState", this::keys);
    statement.gauge("stateBytes", this::bytes);
  }

  private void add(int index, long moreKeys, long moreBytes) {
    keysByGroup[index] += moreKeys;
    bytesByGroup[index] += moreBytes;
    keys += moreKeys;
    bytes += moreBytes;
  }

  /**
   * State has been written or dropped.
   *
   * @param keyHash of its key
   */
  public void changed(int keyHash, int moreKeys, long moreBytes) {
    int keyGroup = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(keyHash, maxParallelism);
    add(keyGroup - firstKeyGroup, moreKeys, moreBytes);
  }

  /** A key has been read from state, where it is counted. */
  void loaded(KeyEntry entry) {
    entry.counted = true;
    entry.countedBytes = length(entry.header);
  }

  /** A call may have given a key state, or taken it. */
  void called(KeyEntry entry) {
    boolean present = !entry.empty();
    if (present != entry.counted) {
      entry.counted = present;
      changed(entry.hash, present ? 1 : -1, -entry.countedBytes);
      entry.countedBytes = 0;
    }
  }

  /** A header has been written. */
  void written(KeyEntry entry, byte @Nullable [] header) {
    int now = length(header);
    if (now != entry.countedBytes) {
      changed(entry.hash, 0, now - entry.countedBytes);
      entry.countedBytes = now;
    }
  }

  /** A chunk of this many bytes took the place of one of that many; 0: none. */
  void chunk(KeyEntry entry, int bytesBefore, int bytesNow) {
    changed(entry.hash, 0, (long) bytesNow - bytesBefore);
  }

  static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** How many keys have state, or {@link #UNKNOWN}. */
  private long keys() {
    return known ? keys : UNKNOWN;
  }

  /** How many bytes it takes, or {@link #UNKNOWN}. */
  private long bytes() {
    return known ? bytes : UNKNOWN;
  }

  /** What a checkpoint keeps; nothing if it is not known. */
  public List<KeyGroupSizes> toKeep() {
    TreeMap<Integer, Size> sizes = new TreeMap<>();
    for (int i = 0; i < keysByGroup.length; i++) {
      if (keysByGroup[i] != 0 || bytesByGroup[i] != 0) {
        sizes.put(firstKeyGroup + i, new Size(keysByGroup[i], bytesByGroup[i]));
      }
    }
    int last = firstKeyGroup + keysByGroup.length - 1;
    return known ? List.of(new KeyGroupSizes(firstKeyGroup, last, sizes)) : List.of();
  }
}
