package dev.recency.accuracy;

import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.cause.Cause;
import dev.recency.accuracy.measure.Errors;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.report.FeatureTable.CauseCount;
import dev.recency.accuracy.report.FeatureTable.Cell;
import dev.recency.accuracy.report.FeatureTable.ChrononMeasures;
import dev.recency.accuracy.report.FeatureTable.Measures;
import dev.recency.accuracy.store.ReplayedStore;
import java.util.ArrayList;
import java.util.List;

/** Measures as they stand in the report. */
final class Cells {
  private Cells() {}

  static Cell cell(
      String system,
      Evidence evidence,
      FeatureMeasures measures,
      ReplayedStore store,
      int eventCount) {
    return new Cell(
        system,
        label(evidence),
        evidence.rule().description(),
        measures(measures.atEvent()),
        measures(measures.atRead()),
        measures(measures.onGrid()),
        measures.arrivalDelay(),
        measures.expiryDelay(),
        perEvent(store.written(), eventCount),
        evidence.rule().windowsPerEvent(),
        store.unknownEntities());
  }

  static String label(Evidence evidence) {
    return evidence instanceof Evidence.Recorded ? "engine" : "rule";
  }

  static double perEvent(long commands, int eventCount) {
    return eventCount == 0 ? 0 : (double) commands / eventCount;
  }

  private static Measures measures(Errors errors) {
    Errors.Chronon chronon = errors.chronon();
    return new Measures(
        errors.count(),
        errors.wrong(),
        errors.rightShare(),
        errors.share(errors.wrong()),
        errors.truthNonZero(),
        errors.rightNonZeroShare(),
        errors.share(errors.rightOfKnown()),
        errors.share(errors.staleNonZero()),
        errors.share(errors.falseZero()),
        errors.share(errors.missing()),
        errors.meanError(),
        errors.meanRelativeError(),
        errors.error(),
        causes(errors),
        new ChrononMeasures(
            errors.share(chronon.mismatch()),
            errors.share(chronon.missing()),
            errors.share(chronon.extra()),
            chronon.smape()));
  }

  private static List<CauseCount> causes(Errors errors) {
    List<CauseCount> causes = new ArrayList<>();
    if (!errors.causes().isEmpty()) {
      for (Cause cause : Cause.values()) {
        long count = errors.causes().getOrDefault(cause, 0L);
        causes.add(new CauseCount(cause.label(), count, (double) count / errors.wrong()));
      }
    }
    return causes;
  }
}
