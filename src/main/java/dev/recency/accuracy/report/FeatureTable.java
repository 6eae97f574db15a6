package dev.recency.accuracy.report;

import dev.recency.accuracy.measure.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feature: its row of the table, one cell per system, and its charts.
 *
 * @param chart truth and systems over time for one entity; null if there are no events
 * @param costCurve error against cost of hopping windows, by their rule
 */
public record FeatureTable(
    String statement,
    String feature,
    long windowSizeMillis,
    List<Cell> cells,
    @Nullable Chart chart,
    List<CostPoint> costCurve) {
  public FeatureTable {
    cells = List.copyOf(cells);
    costCurve = List.copyOf(costCurve);
  }

  /**
   * One system.
   *
   * @param label {@code engine} or {@code rule}
   * @param rule how it forms windows
   * @param unknownEntities commands of entities that no event has
   */
  public record Cell(
      String system,
      String label,
      String rule,
      Measures atEvent,
      Measures atRead,
      Measures onGrid,
      Spread arrivalDelayMillis,
      Spread expiryDelayMillis,
      double commandsPerEvent,
      long windowsPerEvent,
      long unknownEntities) {}

  /**
   * Errors: counts beside their shares, so that a reader sees of how many.
   *
   * @param rightNonZero share of right ones where the truth is neither 0 nor NULL
   * @param rightOfKnown share that agrees with the events that had arrived
   * @param meanError signed; positive is too high
   * @param meanRelativeError where the truth is neither 0 nor NULL
   * @param causes of the wrong ones; their counts add up to {@code wrongCount}
   */
  public record Measures(
      long count,
      long wrongCount,
      double right,
      double wrong,
      long truthNonZeroCount,
      double rightNonZero,
      double rightOfKnown,
      double staleNonZero,
      double falseZero,
      double missing,
      double meanError,
      double meanRelativeError,
      Spread error,
      List<CauseCount> causes,
      ChrononMeasures chronon) {
    public Measures {
      causes = List.copyOf(causes);
    }
  }

  /** Wrong reads of one cause. */
  public record CauseCount(String cause, long count, double share) {}

  /** Chronon's names. */
  public record ChrononMeasures(double mismatch, double missing, double extra, double smape) {}

  /** One hop. */
  public record CostPoint(
      long hopMillis,
      long windowsPerEvent,
      double commandsPerEvent,
      double right,
      double staleNonZero,
      double meanAbsoluteError) {}

  /** Step lines for one entity. */
  public record Chart(
      String entity,
      long fromMillis,
      long untilMillis,
      List<Long> eventMillis,
      List<Step> truth,
      List<Line> systems) {
    public Chart {
      eventMillis = List.copyOf(eventMillis);
      truth = List.copyOf(truth);
      systems = List.copyOf(systems);
    }
  }

  /** A system's line. */
  public record Line(String system, List<Step> steps) {
    public Line {
      steps = List.copyOf(steps);
    }
  }

  /**
   * From this moment on the value is this.
   *
   * @param value null for NULL; of a store also for nothing
   */
  public record Step(long millis, @Nullable Double value) {}
}
