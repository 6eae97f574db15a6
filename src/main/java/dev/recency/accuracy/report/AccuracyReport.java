package dev.recency.accuracy.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison. Its records are the schema of {@code report.json}: one field per
 * component, in this order; times in milliseconds since the epoch, UTC; shares from 0 to 1. See
 * docs/report-schema.md.
 *
 * @param schemaVersion raised when a field changes its meaning or goes
 * @param notCompared statements and fields that are not in the comparison, with the reason
 */
public record AccuracyReport(
    int schemaVersion,
    long generatedAtMillis,
    Verdict verdict,
    Definition definition,
    Interval interval,
    List<SystemTotals> systems,
    List<FeatureTable> features,
    List<WorstMoment> worst,
    List<Quality> quality,
    List<String> notCompared,
    Reproduction reproduction) {
  /** The version of the schema that this class is. */
  public static final int SCHEMA_VERSION = 1;

  public AccuracyReport {
    systems = List.copyOf(systems);
    features = List.copyOf(features);
    worst = List.copyOf(worst);
    quality = List.copyOf(quality);
    notCompared = List.copyOf(notCompared);
  }

  /**
   * The result in one sentence.
   *
   * @param sentence with the numbers
   * @param system the one that it is about: the first
   */
  public record Verdict(String sentence, String system) {}

  /** What is compared, in words. */
  public record Definition(
      String truth, String known, String atEvent, String atRead, String onGrid, String missing) {}

  /**
   * What time is compared.
   *
   * @param untilMillis the end of the observation: last arrival plus horizon
   */
  public record Interval(
      long firstArrivalMillis,
      long lastArrivalMillis,
      long untilMillis,
      long events,
      long entities,
      long reads,
      long readHorizonMillis) {}

  /**
   * A system over all features: what a threshold is checked against.
   *
   * @param color its place among the systems, 0 first: the same everywhere on the page
   * @param label {@code engine}, {@code rule}, or {@code engine and rule}
   * @param rightAtEvent share of right values over all features
   * @param rightAtRead share of right values over all features
   * @param stateBytesPerKey when the state was largest, by the interval's entities; null if it was
   *     not measured
   * @param cpuSecondsPerMillionEvents of the engine's own threads, by the interval's events; null if
   *     it was not measured or the events are too few
   */
  public record SystemTotals(
      String name,
      int color,
      String label,
      double rightAtEvent,
      double rightAtRead,
      double rightOnGrid,
      double staleNonZeroAtRead,
      double commandsPerEvent,
      @Nullable Double stateBytesPerKey,
      @Nullable Double cpuSecondsPerMillionEvents) {}

  /**
   * What became of the records of one source as one group of statements reads them.
   *
   * @param balances whether read = accepted + filtered + rejected
   */
  public record Quality(
      String source,
      List<String> statements,
      long read,
      long accepted,
      long late,
      long ahead,
      long filtered,
      Map<String, Long> rejected,
      boolean balances) {
    public Quality {
      statements = List.copyOf(statements);
    }
  }

  /** How to make the report again. */
  public record Reproduction(
      String command,
      long seed,
      String definitionHash,
      Map<String, String> versions,
      Map<String, Long> offsets) {}
}
