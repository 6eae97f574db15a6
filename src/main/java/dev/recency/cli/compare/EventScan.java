package dev.recency.cli.compare;

import dev.recency.accuracy.event.EventReader;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.event.Timeline;
import dev.recency.cli.EnvironmentException;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Query;
import dev.recency.plan.SharedLog;
import java.util.HashMap;
import java.util.Map;

/**
 * What has to be known of the events before anything runs over them.
 *
 * @param count of the events that the compared statements take in, each once per log
 * @param firstArrivalMillis the oldest arrival
 * @param lastArrivalMillis the newest arrival
 * @param gapMillis by statement: how far the clock of its events jumps at most
 */
record EventScan(
    long count, long firstArrivalMillis, long lastArrivalMillis, Map<String, Long> gapMillis) {
  EventScan {
    gapMillis = Map.copyOf(gapMillis);
  }

  /**
   * Reads all events once per log.
   *
   * @throws EnvironmentException if there are none
   */
  static EventScan of(
      Subject subject, Iterable<RawRecord> records, Map<String, Integer> partitions) {
    long count = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    Map<String, Long> gaps = new HashMap<>();
    for (SharedLog log : SharedLog.of(subject.plan())) {
      Query.Sliding any = log.statements().get(0);
      if (subject.plan().inputOf(any).source().declared()) {
        EventTable events =
            EventReader.read(subject.plan(), log, records, ClockOptions.DEFAULT.maxFutureMillis());
        String topic = subject.plan().inputOf(any).source().serialization().topic();
        boolean merged = partitions.getOrDefault(topic, 1) > 1;
        long gap = events.size() == 0 ? 0 : merged ? span(events) : largestStep(events);
        log.statements().forEach(each -> gaps.put(each.id(), gap));
        count += events.size();
        for (int place = 0; place < events.size(); place++) {
          first = Math.min(first, events.arrival(place));
          last = Math.max(last, events.arrival(place));
        }
      }
    }
    if (count == 0) {
      throw new EnvironmentException(
          "The topics "
              + subject.topics()
              + " hold no event for the compared statements. Load some: --input TOPIC=FILE.",
          null);
    }
    return new EventScan(count, first, last, gaps);
  }

  /** How much of the time of the events has passed at this moment, from 0 to 1. */
  double share(long millis) {
    double span = Math.max(1, lastArrivalMillis - firstArrivalMillis);
    return Math.max(0, Math.min(1, (millis - firstArrivalMillis) / span));
  }

  private static long largestStep(EventTable events) {
    Timeline clock = events.rowClock();
    long largest = 0;
    for (int place = 1; place < clock.size(); place++) {
      largest = Math.max(largest, clock.clock(place) - clock.clock(place - 1));
    }
    return largest;
  }

  /** Of several partitions it is not known which are read together: the whole time is enough. */
  private static long span(EventTable events) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int place = 0; place < events.size(); place++) {
      first = Math.min(first, events.time(place));
      last = Math.max(last, events.time(place));
    }
    return last - first;
  }
}
