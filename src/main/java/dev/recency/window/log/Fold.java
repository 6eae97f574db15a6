package dev.recency.window.log;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Arguments;
import dev.recency.operator.KeyContext;

/**
 * The values, over one window, of aggregates without inverse: two stacks over chunk summaries. The
 * front holds, for each event from the oldest to the end of its run, what all events from there to
 * that end come to; the rest is one accumulator of everything behind. When the front is used up it
 * is made again.
 *
 * <p>Amortized O(1) combinations per event plus, per chunk that the window's start passes, one per
 * chunk of two pages and one per page; space O(events of a chunk). Nothing of it is stored. After
 * Tangwongsan et al., "In-Order Sliding-Window Aggregation in Worst-Case Constant Time", VLDB
 * Journal 2021.
 */
public final class Fold {
  private final Aggregate<Object>[] aggregates;
  private final int[] partials;
  private final Object[][] front;
  private final Object[] rest;
  private final Object[] value;
  private int frontAt;
  private int frontSize;
  private long frontLastMillis;
  private boolean valid;

  /**
   * @param partials which of the log's partials are asked for here
   */
  public Fold(Partial[] all, int[] partials) {
    this.partials = partials;
    aggregates = erased(partials.length);
    for (int i = 0; i < partials.length; i++) {
      aggregates[i] = all[partials[i]].aggregate();
    }
    front = new Object[partials.length][0];
    rest = create();
    value = create();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  private static Aggregate<Object>[] erased(int length) {
    return new Aggregate[length];
  }

  private Object[] create() {
    Object[] accumulators = new Object[aggregates.length];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = aggregates[i].create();
    }
    return accumulators;
  }

  /** Whether it holds the window as it is. */
  public boolean valid() {
    return valid;
  }

  /** Forgets everything. */
  public void invalidate() {
    valid = false;
  }

  /** An event came into the window. */
  public void added(Arguments event) {
    if (valid && frontAt < frontSize && event.position() < frontLastMillis) {
      valid = false;
    }
    for (int i = 0; valid && i < aggregates.length; i++) {
      aggregates[i].add(rest[i], event);
    }
  }

  /** The oldest event left the window. */
  public void expired() {
    if (frontAt < frontSize) {
      frontAt++;
    } else {
      valid = false;
    }
  }

  /** The accumulator of the i-th aggregate, until the next call; the fold must be valid. */
  public Object value(int i) {
    aggregates[i].clear(value[i]);
    if (frontAt < frontSize) {
      aggregates[i].combine(value[i], front[i][frontAt]);
    }
    aggregates[i].combine(value[i], rest[i]);
    return value[i];
  }

  /** Makes it the fold of no event. */
  public void clear() {
    frontAt = 0;
    frontSize = 0;
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].clear(rest[i]);
    }
    valid = true;
  }

  /**
   * Makes it the fold of the events from a valid cursor to the last of at most this time.
   *
   * @param throughMillis Long.MAX_VALUE: to the end
   */
  public void build(EventLog log, Cursor head, long throughMillis, KeyContext context) {
    clear();
    EventRun run = EventLog.run(head);
    int from = log.index(head);
    fillFront(run, from, run.upperBound(throughMillis));
    if (head.inTail() || run.time(run.size() - 1) > throughMillis) {
      return;
    }
    Directory directory = log.directory();
    SegmentList chunks = directory.chunks(head.page, context);
    boolean more = addChunks(directory, chunks, head.chunk + 1, throughMillis, context);
    for (int page = head.page + 1; more && page < directory.pages().size(); page++) {
      Segment whole = directory.pages().get(page);
      if (whole.lastTimeMillis <= throughMillis) {
        combine(whole);
      } else {
        more = addChunks(directory, directory.chunks(page, context), 0, throughMillis, context);
      }
    }
    if (more) {
      EventRun tail = log.tail();
      addEvents(tail, tail.upperBound(throughMillis));
    }
  }

  /** Adds chunks from this index on; false when the last event that belongs here was met. */
  private boolean addChunks(
      Directory directory, SegmentList chunks, int from, long throughMillis, KeyContext context) {
    for (int i = from; i < chunks.size(); i++) {
      Segment chunk = chunks.get(i);
      if (chunk.lastTimeMillis > throughMillis) {
        EventRun run = directory.run(chunk, context);
        addEvents(run, run.upperBound(throughMillis));
        return false;
      }
      combine(chunk);
    }
    return true;
  }

  private void combine(Segment segment) {
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].combine(rest[i], segment.partials[partials[i]]);
    }
  }

  private void addEvents(EventRun run, int to) {
    for (int i = 0; i < aggregates.length; i++) {
      for (int index = 0; index < to; index++) {
        aggregates[i].add(rest[i], run.at(index));
      }
    }
  }

  private void fillFront(EventRun run, int from, int to) {
    frontSize = to - from;
    frontLastMillis = run.time(to - 1);
    for (int i = 0; i < aggregates.length; i++) {
      Object[] suffixes = front[i].length < frontSize ? grown(i) : front[i];
      for (int at = frontSize - 1; at >= 0; at--) {
        aggregates[i].clear(suffixes[at]);
        aggregates[i].add(suffixes[at], run.at(from + at));
        if (at + 1 < frontSize) {
          aggregates[i].combine(suffixes[at], suffixes[at + 1]);
        }
      }
    }
  }

  private Object[] grown(int i) {
    Object[] suffixes = new Object[Math.max(frontSize, front[i].length * 2)];
    System.arraycopy(front[i], 0, suffixes, 0, front[i].length);
    for (int at = front[i].length; at < suffixes.length; at++) {
      suffixes[at] = aggregates[i].create();
    }
    front[i] = suffixes;
    return suffixes;
  }

  /** About how many bytes of memory it takes, an accumulator taken as 48. */
  public int memoryBytes() {
    int bytes = 64;
    for (Object[] suffixes : front) {
      bytes += 48 * suffixes.length;
    }
    return bytes;
  }
}
