package dev.recency.accuracy.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the largest errors, one per entity, so that twenty places do not show one burst. */
final class WorstReads {
  private static final Comparator<WrongRead> WORST_FIRST =
      Comparator.comparingDouble(WrongRead::error)
          .reversed()
          .thenComparingLong(WrongRead::instantMillis)
          .thenComparingInt(WrongRead::entity);

  private final int limit;
  private final Map<Integer, WrongRead> byEntity = new HashMap<>();
  private double least = -1;

  WorstReads(int limit) {
    this.limit = limit;
  }

  /** Whether an error of this size would be kept. */
  boolean wants(double error) {
    return error > least;
  }

  void add(WrongRead read) {
    byEntity.merge(
        read.entity(), read, (one, other) -> WORST_FIRST.compare(one, other) <= 0 ? one : other);
    if (byEntity.size() > 2 * limit) {
      List<WrongRead> kept = result();
      byEntity.clear();
      kept.forEach(each -> byEntity.put(each.entity(), each));
      least = kept.get(kept.size() - 1).error();
    }
  }

  List<WrongRead> result() {
    List<WrongRead> sorted = new ArrayList<>(byEntity.values());
    sorted.sort(WORST_FIRST);
    return List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())));
  }
}
