package dev.recency.accuracy.measure;

import dev.recency.accuracy.cause.Cause;
import java.util.Optional;

/**
 * A moment at which a reader did not find the truth.
 *
 * @param instantMillis of the read
 * @param error |stored − true|; infinite if that is no number
 * @param expected the true value as text
 * @param got the stored value as text; {@code nothing} if there was none
 * @param found the command that was found, if there was one
 */
public record WrongRead(
    int entity,
    long instantMillis,
    double error,
    String expected,
    String got,
    Cause cause,
    Optional<Found> found) {
  /**
   * A command that was found: it covers event times {@code [start, end)}.
   *
   * @param visibleAtMillis since when it could be found
   */
  public record Found(long startMillis, long endMillis, long visibleAtMillis) {}
}
