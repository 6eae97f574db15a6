package dev.recency.simulator;

import dev.recency.sql.Location;

/** A statement of a test did not do what the test says; the test ends with it. */
final class StoppedTest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean assertion;

  /**
   * @param assertion whether an assertion failed, which a test may expect; otherwise the test itself
   *     is wrong
   */
  StoppedTest(Location location, String what, boolean assertion) {
    super(location + ": " + what);
    this.assertion = assertion;
  }

  boolean assertion() {
    return assertion;
  }
}
