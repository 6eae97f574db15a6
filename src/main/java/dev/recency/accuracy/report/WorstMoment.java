package dev.recency.accuracy.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wrong read that can be recomputed by hand.
 *
 * @param error |stored − true|
 * @param expected the true value
 * @param got the stored value; {@code nothing} if there was none
 * @param trueAfterMillis the true window is {@code (trueAfter, instant]}
 * @param found the command that the reader found; null if there was none
 * @param events of the entity in the true window and in that of the command, oldest first
 * @param omitted how many more there are before them
 */
public record WorstMoment(
    String statement,
    String feature,
    String system,
    String entity,
    long instantMillis,
    double error,
    String expected,
    String got,
    String cause,
    long trueAfterMillis,
    @Nullable FoundCommand found,
    List<RawEvent> events,
    long omitted) {
  public WorstMoment {
    events = List.copyOf(events);
  }

  /** A command over event times {@code [start, end)}. */
  public record FoundCommand(long startMillis, long endMillis, long visibleAtMillis) {}

  /**
   * An event.
   *
   * @param arguments of the aggregates, as text; text values only where keys are shown
   * @param inTrueWindow whether it counts in the expected value
   * @param late whether a newer event of its partition had arrived before it
   */
  public record RawEvent(
      long eventTimeMillis,
      long arrivalMillis,
      List<String> arguments,
      boolean inTrueWindow,
      boolean late) {
    public RawEvent {
      arguments = List.copyOf(arguments);
    }
  }
}
