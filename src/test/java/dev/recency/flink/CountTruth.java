package dev.recency.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many messages each sender had sent in {@code (T − W, T]}: sorted times, two searches. */
final class CountTruth {
  private final Map<String, long[]> times = new HashMap<>();

  /**
   * @param senders of each message
   * @param sentAtMillis of each message
   */
  CountTruth(List<String> senders, List<Long> sentAtMillis) {
    Map<String, List<Long>> bySender = new HashMap<>();
    for (int i = 0; i < senders.size(); i++) {
      bySender.computeIfAbsent(senders.get(i), each -> new ArrayList<>()).add(sentAtMillis.get(i));
    }
    bySender.forEach(
        (sender, list) ->
            times.put(sender, list.stream().mapToLong(Long::longValue).sorted().toArray()));
  }

  long count(String sender, long sizeMillis, long instantMillis) {
    long[] own = times.getOrDefault(sender, new long[0]);
    return upTo(own, instantMillis) - upTo(own, instantMillis - sizeMillis);
  }

  /** Number of times that are not after this one. */
  private static int upTo(long[] sorted, long timeMillis) {
    int found = Arrays.binarySearch(sorted, timeMillis);
    int end = found < 0 ? -found - 1 : found;
    while (end < sorted.length && sorted[end] <= timeMillis) {
      end++;
    }
    return end;
  }
}
