package dev.recency.cli.rest;

/** What becomes of a job that is submitted to a {@link SmallFlink}. */
public enum Fate {
  RUNS,
  REFUSED,
  FAILS,
  WAITS_FOR_SLOTS,
  FAILS_ITS_CHECKPOINT,
  /** It is asked what became of the first checkpoint, and knows no such thing. */
  FORGETS_ITS_CHECKPOINT,
  /** It fails, and refuses to be cancelled once. */
  FAILS_AND_STAYS,
  FAILS_AND_STAYS_FOR_EVER,
  RESTARTS,
  /** It is there, but the answer to its submission is lost. */
  LOSES_ITS_ANSWER,
  /** Nobody answers, and it is not there. */
  NEVER_ARRIVES;

  /** Whether there is a failure to be told of. */
  boolean fails() {
    return this == FAILS
        || this == FAILS_AND_STAYS
        || this == FAILS_AND_STAYS_FOR_EVER
        || this == RESTARTS;
  }
}
