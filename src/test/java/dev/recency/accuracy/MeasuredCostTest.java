package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.report.AccuracyReport.Interval;
import dev.recency.accuracy.report.AccuracyReport.SystemTotals;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MeasuredCostTest {
  private static SystemTotals totals(MeasuredCost cost, long events) {
    Interval interval = new Interval(0, 1, 2, events, 40, 10, 1);
    return new Totals(List.of(new ComparedSystem("one", Map.of(), cost))).systems(interval).get(0);
  }

  @Test
  void stateIsPerEntityAndCpuPerMillionEvents() {
    MeasuredCost cost = new MeasuredCost(OptionalLong.of(1_000), OptionalDouble.of(3));
    SystemTotals totals = totals(cost, 60_000);
    assertThat(totals.stateBytesPerKey()).isEqualTo(25);
    assertThat(totals.cpuSecondsPerMillionEvents()).isEqualTo(50);
  }

  @Test
  void cpuIsLeftOutBelowTheLeastNumberOfEvents() {
    MeasuredCost cost = new MeasuredCost(OptionalLong.of(1_000), OptionalDouble.of(3));
    assertThat(totals(cost, 49_999).cpuSecondsPerMillionEvents()).isNull();
    assertThat(totals(cost, 49_999).stateBytesPerKey()).isEqualTo(25);
    assertThat(totals(cost, 50_000).cpuSecondsPerMillionEvents()).isEqualTo(60);
  }

  @Test
  void whatWasNotMeasuredIsNoNumber() {
    SystemTotals totals = totals(MeasuredCost.NONE, 60_000);
    assertThat(totals.stateBytesPerKey()).isNull();
    assertThat(totals.cpuSecondsPerMillionEvents()).isNull();
  }
}
