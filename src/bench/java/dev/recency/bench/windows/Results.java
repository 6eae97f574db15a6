package dev.recency.bench.windows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measured rounds of a suite. */
final class Results {
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
  private final Map<String, Long> checksums = new LinkedHashMap<>();

  /** Adds a round of a variant. */
  void add(String variant, Cost cost) {
    costs.computeIfAbsent(variant, each -> new ArrayList<>()).add(cost);
  }

  /** Takes note of a checksum, which every round and plain Java must agree on. */
  void check(String variant, long checksum) {
    Long before = checksums.putIfAbsent(variant, checksum);
    if (before != null && before != checksum) {
      throw new IllegalStateException(
          "[%s] has checksum [%x], expected [%x]".formatted(variant, checksum, before));
    }
  }

  List<Cost> of(String variant) {
    return costs.get(variant);
  }

  long checksum(String variant) {
    return checksums.get(variant);
  }
}
