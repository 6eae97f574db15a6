package dev.recency.simulator;

import dev.recency.simulator.RealMessages.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many messages each sender had sent in {@code (T − W, T]}: sorted times, two searches. */
public final class CountTruth {
  private final Map<String, long[]> times = new HashMap<>();

  public CountTruth(List<Message> messages) {
    Map<String, List<Long>> bySender = new HashMap<>();
    for (Message each : messages) {
      bySender.computeIfAbsent(each.sender(), key -> new ArrayList<>()).add(each.sentAtMillis());
    }
    bySender.forEach(
        (sender, list) ->
            times.put(sender, list.stream().mapToLong(Long::longValue).sorted().toArray()));
  }

  /** The count of a sender at an instant; 0 for one who never sent. */
  public long count(String sender, long sizeMillis, long instantMillis) {
    long[] own = times.getOrDefault(sender, new long[0]);
    return upTo(own, instantMillis) - upTo(own, instantMillis - sizeMillis);
  }

  /** The counts at an instant of all whose count is not 0. */
  public Map<String, Long> counts(long sizeMillis, long instantMillis) {
    Map<String, Long> counts = new HashMap<>();
    for (String sender : times.keySet()) {
      long count = count(sender, sizeMillis, instantMillis);
      if (count != 0) {
        counts.put(sender, count);
      }
    }
    return counts;
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
