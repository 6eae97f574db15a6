package dev.recency.accuracy;

import dev.recency.accuracy.report.AccuracyReport.Definition;

/** What the report says about its own definitions. */
final class Words {
  static final Definition DEFINITION =
      new Definition(
          "True at an instant T is the aggregate over all events of the entity with T − size <"
              + " event time ≤ T, whether they had arrived or not. Errors are against this.",
          "Known at an instant T is the same over the events that had arrived by then: no system"
              + " could know more.",
          "At the event: the value in the store right after the last record of its arrival"
              + " millisecond, against the truth at the newest event time of the entity.",
          "At a read: an event drawn uniformly, then a moment drawn uniformly within the read"
              + " horizon after its arrival, for the entity of that event.",
          "On the grid: moments at equal distances from the first arrival to the end, each for an"
              + " entity drawn uniformly from those seen so far.",
          "A missing value counts as the value over no events and is also counted as missing. In"
              + " the size of an error NULL counts as 0. Relative errors are taken where the truth"
              + " is not 0.");

  private Words() {}
}
