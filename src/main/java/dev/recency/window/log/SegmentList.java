package dev.recency.window.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Segments by ascending time: the chunks of a page, or the pages of a log.
 *
 * @param segments may be changed
 * @param complete whether the partial results of all were stored; else they must be made again
 */
record SegmentList(List<Segment> segments, boolean complete) {

  static SegmentList of(List<Segment> segments) {
    return new SegmentList(new ArrayList<>(segments), true);
  }

  int size() {
    return segments.size();
  }

  Segment get(int index) {
    return segments.get(index);
  }

  Segment last() {
    return segments.get(segments.size() - 1);
  }

  /** Index of the first segment that holds an event of at least this time; size if none does. */
  int firstReaching(long timeMillis) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (segments.get(middle).lastTimeMillis < timeMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void write(Partial[] partials, ByteSink target) {
    Partial.writeIds(partials, target);
    target.writeVarint(segments.size());
    long before = 0;
    for (Segment segment : segments) {
      target.writeVarint(segment.id);
      target.writeSigned(segment.lastTimeMillis - before);
      target.writeVarint(segment.events);
      Partial.write(partials, segment.partials, target);
      before = segment.lastTimeMillis;
    }
  }

  static SegmentList read(Partial[] partials, ByteSource source) {
    int[] order = Partial.readIds(partials, source);
    int count = source.readCount();
    List<Segment> segments = new ArrayList<>(count);
    long lastTime = 0;
    for (int i = 0; i < count; i++) {
      long id = source.readVarint();
      lastTime += source.readSigned();
      int events = (int) source.readVarint();
      segments.add(new Segment(id, lastTime, events, Partial.read(partials, order, source)));
    }
    return new SegmentList(segments, Partial.complete(partials, order));
  }
}
