package dev.recency.plan.change;

/** What becomes of the state of a statement. */
public enum StateFate {
  /** It keeps none. */
  NONE("keeps no state"),
  /** All of it is there. */
  KEPT("state kept"),
  /** It had none before, and events of before are not counted. */
  STARTS_EMPTY("starts empty"),
  /** The log that it joins, or is in, reaches back far enough: it is exact from its first row. */
  FILLED_FROM_LOG("filled from the log"),
  /** Its log goes on but does not reach back far enough: it is exact once one window has passed. */
  WARMING("warming"),
  /** The statement is gone, and so is its state. */
  DROPPED("state dropped"),
  /** It cannot be kept although the statement stays: only to be done if it is said so. */
  LOST("state lost");

  private final String words;

  StateFate(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}
