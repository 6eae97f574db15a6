package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.cause.Cause;
import dev.recency.accuracy.cause.CauseFinder;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.measure.Errors;
import dev.recency.accuracy.measure.FeatureMeasures;
import dev.recency.accuracy.rule.RuleModel;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.truth.Feature;
import dev.recency.operator.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each cause on an example made by hand, and that every wrong read has exactly one. */
final class CauseTest {
  private static final long SIZE = 1_000;
  private static final long UNTIL = 10_000_000;
  private static final WindowRule SLIDING = new WindowRule.Sliding(SIZE, 1);
  private static final WindowRule TUMBLING = new WindowRule.Tumbling(SIZE, 0);
  private static final WindowRule HOPPING = new WindowRule.Hopping(SIZE, 500, 0);

  private static ReplayedStore replay(Scenario scenario, EventTable events, WindowRule rule) {
    return new RuleModel(events, scenario.features, scenario.content(events), UNTIL).replay(rule);
  }

  /** The cause at a read of user a, checked to be wrong as said. */
  private static Cause cause(
      WindowRule rule, boolean lost, long instant, long truth, long got, Sent... sent) {
    Scenario scenario = Scenario.counts(SIZE, List.of(sent));
    EventTable events = scenario.events();
    ReplayedStore store = lost ? scenario.store(events).build() : replay(scenario, events, rule);
    int entity = events.entity("a");
    FeatureRow expected = scenario.row();
    scenario.truth(events).at(entity, instant, expected);
    assertThat(expected.bits(0)).as("truth").isEqualTo(truth);
    int place = store.at(entity, instant);
    FeatureRow stored = scenario.row();
    stored.set(scenario.content(events).empty());
    if (place != ReplayedStore.MISSING) {
      store.values(place, stored);
    }
    assertThat(stored.bits(0)).as("got").isEqualTo(got);
    Feature feature = scenario.features.features().get(0);
    FeatureRow arrived = scenario.row();
    scenario.known(events).over(entity, instant - SIZE, instant, instant, arrived);
    return new CauseFinder(events, scenario.features, scenario.known(events), store, rule)
        .of(entity, instant, feature, place, stored, arrived);
  }

  @Test
  void whatHadNotArrivedNobodyCouldKnow() {
    assertThat(cause(SLIDING, false, 10_200, 1, 0, Sent.at("a", 10_000, 10_500)))
        .isEqualTo(Cause.NOT_YET_ARRIVED);
  }

  @Test
  void anEventAheadOfItsArrivalIsInTheValueTooEarly() {
    Sent first = Sent.at("a", 10_000);
    assertThat(cause(SLIDING, false, 10_600, 1, 2, first, Sent.at("a", 10_800, 10_500)))
        .isEqualTo(Cause.AHEAD_OF_ARRIVAL);
    // Another user's event moves the clock and closes [10,000, 11,000) before its time.
    Sent[] closed = {Sent.at("a", 9_960), Sent.at("a", 10_200), Sent.at("b", 11_050, 10_900)};
    assertThat(cause(HOPPING, false, 10_950, 2, 1, closed)).isEqualTo(Cause.AHEAD_OF_ARRIVAL);
    // It makes events late that are in time: a's at 10,900 finds its window closed.
    Sent[] lost = {Sent.at("a", 10_100), Sent.at("b", 11_900, 10_800), Sent.at("a", 10_900)};
    assertThat(cause(TUMBLING, false, 10_950, 2, 1, lost)).isEqualTo(Cause.AHEAD_OF_ARRIVAL);
  }

  @Test
  void aLateEventOfAClosedWindowIsLost() {
    Sent[] sent = {
      Sent.at("a", 10_100),
      Sent.at("b", 11_200),
      Sent.at("a", 10_900, 11_300),
      Sent.at("a", 10_950, 11_310)
    };
    assertThat(cause(TUMBLING, false, 11_350, 2, 1, sent)).isEqualTo(Cause.LOST_LATE_EVENT);
    // Nothing of it was ever written: it came after its last window had closed.
    Sent[] alone = {Sent.at("b", 11_100), Sent.at("a", 10_990, 11_200), Sent.at("b", 11_300)};
    assertThat(cause(TUMBLING, false, 11_500, 1, 0, alone)).isEqualTo(Cause.LOST_LATE_EVENT);
  }

  @Test
  void aWindowThatWasDueAndIsNotThereIsLost() {
    Sent[] sent = {Sent.at("a", 10_000), Sent.at("b", 10_600)};
    assertThat(cause(HOPPING, true, 10_700, 1, 0, sent)).isEqualTo(Cause.LOST_WINDOW);
    assertThat(cause(TUMBLING, true, 10_700, 1, 0, sent)).isEqualTo(Cause.LOST_WINDOW);
    assertThat(cause(new WindowRule.Over(SIZE), true, 10_700, 1, 0, sent))
        .isEqualTo(Cause.LOST_WINDOW);
    assertThat(cause(new WindowRule.Unknown(), true, 10_700, 1, 0, sent))
        .isEqualTo(Cause.LOST_WINDOW);
  }

  @Test
  void whatWaitsForItsWindowOrForTheGridIsHopLag() {
    assertThat(cause(HOPPING, false, 10_350, 1, 0, Sent.at("a", 10_100), Sent.at("b", 10_300)))
        .isEqualTo(Cause.HOP_LAG);
    assertThat(cause(HOPPING, false, 11_150, 0, 1, Sent.at("a", 10_100), Sent.at("b", 11_000)))
        .isEqualTo(Cause.HOP_LAG);
    WindowRule advance = new WindowRule.Sliding(SIZE, 300);
    assertThat(cause(advance, false, 11_050, 0, 1, Sent.at("a", 10_000))).isEqualTo(Cause.HOP_LAG);
  }

  @Test
  void aWindowOfOtherBoundsIsWrongAtItsBoundary() {
    assertThat(cause(TUMBLING, false, 11_200, 2, 1, Sent.at("a", 10_900), Sent.at("a", 11_100)))
        .isEqualTo(Cause.WINDOW_BOUNDARY);
    WindowRule sawtooth = new WindowRule.Sawtooth(SIZE, 300);
    assertThat(cause(sawtooth, false, 11_100, 0, 1, Sent.at("a", 10_000)))
        .isEqualTo(Cause.WINDOW_BOUNDARY);
    Sent[] inclusive = {Sent.at("a", 10_000), Sent.at("a", 11_000), Sent.at("b", 11_001)};
    assertThat(cause(new WindowRule.Over(SIZE), false, 11_500, 1, 2, inclusive))
        .isEqualTo(Cause.WINDOW_BOUNDARY);
  }

  @Test
  void whatStaysAlthoughTimePassesDoesNotDecay() {
    assertThat(cause(TUMBLING, false, 11_500, 0, 1, Sent.at("a", 10_100)))
        .isEqualTo(Cause.NO_DECAY);
    assertThat(cause(HOPPING, false, 12_600, 0, 1, Sent.at("a", 10_100), Sent.at("b", 12_000)))
        .isEqualTo(Cause.NO_DECAY);
    Sent[] over = {Sent.at("a", 10_000), Sent.at("b", 10_001)};
    assertThat(cause(new WindowRule.Over(SIZE), false, 11_500, 0, 1, over))
        .isEqualTo(Cause.NO_DECAY);
    WindowRule live = new WindowRule.SlidingLive(SIZE, 1, 30_000, 1_000);
    assertThat(cause(live, false, 11_500, 0, 1, Sent.at("a", 10_000))).isEqualTo(Cause.NO_DECAY);
  }

  @Test
  void everyWrongReadHasOneCauseAndARuleThatIsFollowedLosesNothing() {
    List<WindowRule> rules =
        List.of(
            SLIDING,
            new WindowRule.Sliding(SIZE, 300),
            new WindowRule.SlidingLive(SIZE, 1, 5_000, 100),
            HOPPING,
            new WindowRule.Hopping(SIZE, 100, 300),
            new WindowRule.Hopping(SIZE, 300, 0),
            TUMBLING,
            new WindowRule.Tumbling(SIZE, 5_000),
            new WindowRule.Sawtooth(SIZE, 300),
            new WindowRule.Buckets(SIZE, 300),
            new WindowRule.Over(SIZE));
    long wrong = 0;
    for (long seed : Seeds.of("CauseTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean disorder = random.nextBoolean();
      List<Sent> sent = Scenario.random(random, 60, SIZE, disorder);
      Scenario scenario = Scenario.of("COUNT(*) AS C, SUM(n) AS S, MAX(d) AS HI", SIZE, "", sent);
      EventTable events = scenario.events();
      for (WindowRule rule : rules) {
        for (boolean lossy : new boolean[] {false, true}) {
          wrong += check(seed, scenario, events, rule, disorder, lossy ? random : null);
        }
      }
    }
    assertThat(wrong).isPositive();
  }

  private static long check(
      long seed,
      Scenario scenario,
      EventTable events,
      WindowRule rule,
      boolean disorder,
      @Nullable SplittableRandom losses) {
    ReplayedStore store = replay(scenario, events, rule);
    ReplayedStore held = losses == null ? store : lossy(scenario, events, store, losses);
    WindowRule said = losses != null && losses.nextInt(4) == 0 ? new WindowRule.Unknown() : rule;
    List<FeatureMeasures> measures = scenario.measure(events, held, said, seed, 300, 4 * SIZE);
    long wrong = 0;
    for (FeatureMeasures each : measures) {
      for (Errors errors : List.of(each.atRead(), each.onGrid())) {
        String place = "-Dseed=%d %s: %s".formatted(seed, rule, errors.causes());
        long sum = errors.causes().values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).as(place).isEqualTo(errors.wrong());
        wrong += errors.wrong();
        if (losses == null && !disorder) {
          assertThat(errors.causes().keySet())
              .as(place)
              .doesNotContainAnyElementsOf(
                  Set.of(
                      Cause.LOST_WINDOW,
                      Cause.LOST_LATE_EVENT,
                      Cause.AHEAD_OF_ARRIVAL,
                      Cause.NOT_YET_ARRIVED));
          if (rule.equals(SLIDING)) {
            assertThat(errors.causes()).as(place).isEqualTo(Map.of());
          }
        }
      }
    }
    return wrong;
  }

  /** The same store with a third of its commands gone. */
  private static ReplayedStore lossy(
      Scenario scenario, EventTable events, ReplayedStore store, SplittableRandom random) {
    ReplayedStore.Builder kept = scenario.store(events);
    FeatureRow row = scenario.row();
    for (int entity = 0; entity < events.entityCount(); entity++) {
      for (int place = store.start(entity); place < store.end(entity); place++) {
        if (random.nextInt(3) > 0) {
          store.values(place, row);
          kept.add(
              entity,
              store.visibleAt(place),
              store.timestamp(place),
              store.bounds(place),
              store.lastEnd(place),
              row);
        }
      }
    }
    return kept.build();
  }
}
