package dev.recency.window.log;

/** A chunk as its page lists it, or a page as the header lists it. */
final class Segment {
  final long id;
  long lastTimeMillis;
  int events;
  Object[] partials;

  Segment(long id, long lastTimeMillis, int events, Object[] partials) {
    this.id = id;
    this.lastTimeMillis = lastTimeMillis;
    this.events = events;
    this.partials = partials;
  }

  /** A chunk of these events of a run. */
  static Segment chunk(long id, Partial[] partials, EventRun run, int from, int to) {
    Object[] accumulators = Partial.create(partials);
    Partial.add(partials, accumulators, run, from, to);
    return new Segment(id, run.time(to - 1), to - from, accumulators);
  }

  /** A page of these chunks. */
  static Segment page(long id, Partial[] partials, SegmentList chunks) {
    Segment page = new Segment(id, 0, 0, partials);
    page.summarize(partials, chunks);
    return page;
  }

  void summarize(Partial[] partials, EventRun run) {
    Object[] accumulators = Partial.create(partials);
    Partial.add(partials, accumulators, run, 0, run.size());
    this.partials = accumulators;
  }

  void summarize(Partial[] partials, SegmentList chunks) {
    Object[] accumulators = Partial.create(partials);
    events = 0;
    for (Segment chunk : chunks.segments()) {
      Partial.combine(partials, accumulators, chunk.partials);
      events += chunk.events;
    }
    this.partials = accumulators;
    lastTimeMillis = chunks.last().lastTimeMillis;
  }

  /** An event was inserted before the last one. */
  void inserted(Partial[] partials, EventRun run, int index) {
    Partial.add(partials, this.partials, run, index, index + 1);
    events++;
  }
}
