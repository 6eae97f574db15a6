package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.Errors;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.accuracy.store.VisibleCommand.Bounds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each measure on numbers that can be counted by hand. */
final class MeasureTest {
  private static final long SIZE = 1_000;

  private static VisibleCommand command(long visible, long value) {
    return new VisibleCommand(
        Scenario.STATEMENT, "a", List.of(value), visible, visible, Bounds.UNKNOWN);
  }

  private static FeatureMeasures measure(List<Sent> sent, VisibleCommand... commands) {
    Scenario scenario = Scenario.counts(SIZE, sent);
    EventTable events = scenario.events();
    ReplayedStore.Builder store = scenario.store(events);
    List.of(commands).forEach(store::add);
    WindowRule rule = new WindowRule.Unknown();
    return scenario.measure(events, store.build(), rule, 1, 40_000, 4_000).get(0);
  }

  @Test
  void errorsAtReadsAreThoseOfTheTimeInWhichTheyHold() {
    // Truth: 1 in [10,000, 11,000), then 0. Store: nothing until 10,250, then 3 until 12,500, 0.
    FeatureMeasures measures =
        measure(List.of(Sent.at("a", 10_000)), command(10_250, 3), command(12_500, 0));
    for (Errors errors : List.of(measures.atRead(), measures.onGrid())) {
      assertThat(errors.count()).isEqualTo(40_000);
      assertThat(errors.rightShare()).isCloseTo(0.375, within(0.01));
      assertThat(errors.share(errors.missing())).isCloseTo(0.0625, within(0.005));
      assertThat(errors.share(errors.falseZero())).isCloseTo(0.0625, within(0.005));
      assertThat(errors.share(errors.staleNonZero())).isCloseTo(0.375, within(0.01));
      assertThat(errors.share(errors.truthNonZero())).isCloseTo(0.25, within(0.01));
      assertThat(errors.rightNonZero()).isZero();
      double meanError = -1 * 0.0625 + 2 * 0.1875 + 3 * 0.375;
      assertThat(errors.meanError()).isCloseTo(meanError, within(0.03));
      assertThat(errors.error().mean()).isCloseTo(meanError + 0.125, within(0.03));
      assertThat(errors.meanRelativeError()).isCloseTo((1 + 2 * 3) / 4.0, within(0.03));
      assertThat(errors.error().p50()).isEqualTo(2);
      assertThat(errors.error().max()).isEqualTo(3);
      Errors.Chronon chronon = errors.chronon();
      assertThat(errors.share(chronon.mismatch())).isCloseTo(0.1875, within(0.01));
      assertThat(errors.share(chronon.missing())).isCloseTo(0.0625, within(0.005));
      assertThat(errors.share(chronon.extra())).isCloseTo(0.375, within(0.01));
      assertThat(chronon.smape()).isCloseTo(0.0625 + 0.1875 / 2 + 0.375, within(0.01));
    }
    assertThat(measures.arrivalDelay().max()).isEqualTo(2_500);
    assertThat(measures.expiryDelay().max()).isEqualTo(1_500);
    assertThat(measures.atEvent().missing()).isEqualTo(1);
  }

  @Test
  void delaysThatDoNotEndAreInfinite() {
    FeatureMeasures measures =
        measure(List.of(Sent.at("a", 10_000), Sent.at("a", 12_000)), command(10_100, 1));
    // The value 1 is right again when the second event comes; after it left it never is.
    assertThat(measures.arrivalDelay().count()).isEqualTo(2);
    assertThat(measures.arrivalDelay().max()).isEqualTo(100);
    assertThat(measures.arrivalDelay().mean()).isEqualTo(50);
    assertThat(measures.expiryDelay().count()).isEqualTo(2);
    assertThat(measures.expiryDelay().infinite()).isEqualTo(1);
    assertThat(measures.expiryDelay().p50()).isEqualTo(1_000);
    assertThat(measures.expiryDelay().max()).isInfinite();
  }

  @Test
  void atTheEventEachEventOfAMillisecondIsComparedAfterTheLastOne() {
    List<Sent> sent =
        List.of(Sent.at("a", 10_000), Sent.at("a", 10_000), Sent.at("a", 9_500, 10_400));
    FeatureMeasures measures =
        measure(sent, command(10_000, 1), command(10_000, 2), command(10_400, 2));
    // The third comes late: the newest event time stays 10,000, at which 3 is true.
    assertThat(measures.atEvent().count()).isEqualTo(3);
    assertThat(measures.atEvent().wrong()).isEqualTo(3);
    assertThat(measures.atEvent().rightOfKnown()).isEqualTo(2);
    assertThat(measure(sent, command(10_000, 3)).atEvent().wrong()).isZero();
  }
}
