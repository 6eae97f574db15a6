package dev.recency.simulator;

import dev.recency.operator.PartitionClock;
import dev.recency.plan.row.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of one {@link KeySpace} at one moment. */
public final class KeySpaceSnapshot {
  private final Map<StructValue, KeyState> keys;
  private final long clockMillis;
  private final List<PartitionClock> partitions;

  KeySpaceSnapshot(Map<StructValue, KeyState> keys, long clockMillis) {
    this(keys, clockMillis, List.of());
  }

  private KeySpaceSnapshot(
      Map<StructValue, KeyState> keys, long clockMillis, List<PartitionClock> partitions) {
    this.keys = keys;
    this.clockMillis = clockMillis;
    this.partitions = List.copyOf(partitions);
  }

  /** The same with the clocks of source partitions that the operator keeps of its own. */
  KeySpaceSnapshot with(List<PartitionClock> clocks) {
    return new KeySpaceSnapshot(keys, clockMillis, clocks);
  }

  List<PartitionClock> partitions() {
    return partitions;
  }

  Map<StructValue, KeyState> keys() {
    return keys;
  }

  long clockMillis() {
    return clockMillis;
  }

  /** The same state in this many parts, each key in the part that {@link #part} names. */
  public List<KeySpaceSnapshot> split(int parts) {
    List<Map<StructValue, KeyState>> maps = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      maps.add(new LinkedHashMap<>());
    }
    keys.forEach((key, state) -> maps.get(part(key, parts)).put(key, state));
    return maps.stream().map(map -> new KeySpaceSnapshot(map, clockMillis, partitions)).toList();
  }

  /** Which of so many instances holds this key. */
  public static int part(StructValue key, int parts) {
    return Math.floorMod(key.hashCode(), parts);
  }
}
