package dev.recency.accuracy.page;

import dev.recency.accuracy.report.FeatureTable.Chart;
import dev.recency.accuracy.report.FeatureTable.Line;
import dev.recency.accuracy.report.FeatureTable.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The line of the truth or of a system in a chart.
 *
 * @param style null for the truth
 */
record StepLine(String name, @Nullable SystemStyle style, List<Step> steps) {
  /** Of a line with more steps the first are shown, so that the page stays small. */
  static final int MOST_STEPS = 2_000;

  StepLine {
    steps = List.copyOf(steps.subList(0, Math.min(MOST_STEPS, steps.size())));
  }

  /** Truth first, then the systems. */
  static List<StepLine> of(Chart chart, Map<String, SystemStyle> styles) {
    List<StepLine> lines = new ArrayList<>();
    lines.add(new StepLine("truth", null, chart.truth()));
    for (Line each : chart.systems()) {
      SystemStyle style = styles.getOrDefault(each.system(), new SystemStyle(0));
      lines.add(new StepLine(each.system(), style, each.steps()));
    }
    return lines;
  }

  /** The class that sets its colour. */
  String cssClass() {
    return style == null ? "truth" : style.cssClass();
  }

  /** Its dashes; none for the truth. */
  String dashes() {
    return style == null ? "" : style.dashes();
  }

  /** The value at a moment, null if there is none or it is not finite. O(log n). */
  @Nullable Double at(long millis) {
    int low = 0;
    int high = steps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).millis() <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : finite(steps.get(low - 1));
  }

  /** The value of a step, null if there is none or it is not finite. */
  static @Nullable Double finite(Step step) {
    Double value = step.value();
    return value != null && Double.isFinite(value) ? value : null;
  }

  /** All moments at which one of the lines changes, ascending. */
  static TreeSet<Long> moments(List<StepLine> lines) {
    TreeSet<Long> moments = new TreeSet<>();
    lines.forEach(line -> line.steps().forEach(step -> moments.add(step.millis())));
    return moments;
  }

  /** The moment at which the systems are furthest from the truth, all together. */
  static long worstMoment(List<StepLine> lines, long otherwise) {
    long worst = otherwise;
    double most = 0;
    for (long moment : moments(lines)) {
      double truth = zeroOf(lines.get(0).at(moment));
      double sum =
          lines.stream().mapToDouble(each -> Math.abs(zeroOf(each.at(moment)) - truth)).sum();
      if (sum > most) {
        most = sum;
        worst = moment;
      }
    }
    return worst;
  }

  private static double zeroOf(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
