package dev.recency.flink.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the rows of one key with the only sequence that is right. Where repetitions are allowed,
 * a reader may see the sequence step back to an earlier row and go on from there.
 *
 * @param expected the rows in their order
 * @param repetitions how often it may step back at most
 */
record RowSequence(List<String> expected, int repetitions) {

  /** What is wrong with these rows; empty if nothing is. */
  Optional<String> difference(List<String> actual) {
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      places.computeIfAbsent(expected.get(i), each -> new ArrayList<>()).add(i);
    }
    // The place of the last row, and how often the rows have stepped back if it is that place.
    Map<Integer, Integer> reached = Map.of(-1, 0);
    for (int i = 0; i < actual.size(); i++) {
      Map<Integer, Integer> next = step(reached, places.getOrDefault(actual.get(i), List.of()));
      if (next.isEmpty()) {
        return Optional.of(
            "row [%d] is [%s], expected %s".formatted(i + 1, actual.get(i), after(reached)));
      }
      reached = next;
    }
    return reached.containsKey(expected.size() - 1)
        ? Optional.empty()
        : Optional.of(
            "there are [%d] rows of [%d], and then is missing %s"
                .formatted(actual.size(), expected.size(), after(reached)));
  }

  private Map<Integer, Integer> step(Map<Integer, Integer> reached, List<Integer> places) {
    Map<Integer, Integer> next = new HashMap<>();
    for (int place : places) {
      reached.forEach(
          (before, steps) -> {
            int all = place <= before ? steps + 1 : steps;
            if (place <= before + 1 && all <= repetitions) {
              next.merge(place, all, Math::min);
            }
          });
    }
    return next;
  }

  private String after(Map<Integer, Integer> reached) {
    int place = reached.keySet().stream().mapToInt(each -> each).max().orElse(-1) + 1;
    return place < expected.size() ? "[" + expected.get(place) + "]" : "no further row";
  }
}
