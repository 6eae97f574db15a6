package dev.recency.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.accuracy.Scenario.Sent;
import dev.recency.accuracy.column.FeatureRow;
import dev.recency.accuracy.event.EventTable;
import dev.recency.accuracy.rule.RuleModel;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.store.CommandDecoder;
import dev.recency.accuracy.store.ReplayedStore;
import dev.recency.accuracy.store.VisibleCommand;
import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.operator.ClockOptions;
import dev.recency.operator.Seeds;
import dev.recency.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the models write is what a plain reading of each rule writes, event by event. */
final class RuleModelTest {
  private static final long SIZE = 1_000;
  private static final long UNTIL = 10_000_000;

  /** Per user the counts by the moment at which they became visible. */
  private record Plain(Map<String, TreeMap<Long, Long>> values) {
    Plain() {
      this(new HashMap<>());
    }

    void put(String user, long visible, long count) {
      values.computeIfAbsent(user, each -> new TreeMap<>()).put(visible, count);
    }

    /** A later command hides every one that would become visible at its moment or after it. */
    void write(String user, long visible, long count) {
      put(user, visible, count);
      values.getOrDefault(user, new TreeMap<>()).tailMap(visible, false).clear();
    }

    long at(String user, long instant) {
      Map.Entry<Long, Long> found = values.getOrDefault(user, new TreeMap<>()).floorEntry(instant);
      return found == null ? -1 : found.getValue();
    }
  }

  private static ReplayedStore replay(Scenario scenario, EventTable events, WindowRule rule) {
    return new RuleModel(events, scenario.features, scenario.content(events), UNTIL).replay(rule);
  }

  private static void assertSame(
      long seed, List<Sent> sent, WindowRule rule, Function<Sent, long[]> moments, Plain plain) {
    Scenario scenario = Scenario.counts(SIZE, sent);
    EventTable events = scenario.events();
    ReplayedStore store = replay(scenario, events, rule);
    FeatureRow row = scenario.row();
    for (Sent each : sent) {
      for (long instant : moments.apply(each)) {
        int place = store.at(events.entity(each.user()), instant);
        long held = -1;
        if (place != ReplayedStore.MISSING) {
          store.values(place, row);
          held = row.bits(0);
        }
        assertThat(held)
            .as("-Dseed=%d %s: %s at %d", seed, rule, each.user(), instant)
            .isEqualTo(plain.at(each.user(), instant));
      }
    }
  }

  private static long[] around(Sent sent, SplittableRandom random) {
    long arrival = sent.arrivalMillis();
    return new long[] {
      arrival - 1, arrival, arrival + 1, arrival + SIZE, arrival + random.nextLong(5 * SIZE)
    };
  }

  @Test
  void hoppingWindowsAreThoseOfAPlainMap() {
    for (long seed : Seeds.of("RuleModelTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 50, SIZE, true);
      long hop = List.of(100L, 250L, 300L, 1_000L).get(random.nextInt(4));
      long grace = random.nextBoolean() ? 0 : 400;
      Plain plain = new Plain();
      long written = plainHopping(sent, hop, grace, plain);
      WindowRule rule = new WindowRule.Hopping(SIZE, hop, grace);
      assertSame(seed, sent, rule, each -> around(each, random), plain);
      Scenario scenario = Scenario.counts(SIZE, sent);
      assertThat(replay(scenario, scenario.events(), rule).written())
          .as("-Dseed=%d", seed)
          .isEqualTo(written);
    }
  }

  private static long plainHopping(List<Sent> sent, long hop, long grace, Plain plain) {
    TreeMap<Long, Map<String, Long>> open = new TreeMap<>();
    long clock = Long.MIN_VALUE;
    long written = 0;
    for (Sent each : sent) {
      for (long start = each.timeMillis() / hop * hop;
          start >= 0 && start > each.timeMillis() - SIZE;
          start -= hop) {
        if (clock == Long.MIN_VALUE || clock < start + SIZE + grace) {
          open.computeIfAbsent(start, it -> new HashMap<>()).merge(each.user(), 1L, Long::sum);
        }
      }
      clock = Math.max(clock, each.timeMillis());
      while (!open.isEmpty() && open.firstKey() + SIZE + grace <= clock) {
        for (Map.Entry<String, Long> count : open.pollFirstEntry().getValue().entrySet()) {
          plain.put(count.getKey(), each.arrivalMillis(), count.getValue());
          written++;
        }
      }
    }
    return written;
  }

  @Test
  void tumblingWindowsAreThoseOfAPlainMap() {
    for (long seed : Seeds.of("RuleModelTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 50, SIZE, true);
      long grace = random.nextBoolean() ? 0 : 400;
      Plain plain = new Plain();
      Map<String, Long> counts = new HashMap<>();
      long clock = Long.MIN_VALUE;
      for (Sent each : sent) {
        long start = each.timeMillis() / SIZE * SIZE;
        if (clock == Long.MIN_VALUE || clock < start + SIZE + grace) {
          long count = counts.merge(each.user() + start, 1L, Long::sum);
          plain.put(each.user(), each.arrivalMillis(), count);
        }
        clock = Math.max(clock, each.timeMillis());
      }
      WindowRule rule = new WindowRule.Tumbling(SIZE, grace);
      assertSame(seed, sent, rule, each -> around(each, random), plain);
    }
  }

  @Test
  void overRowsAreThoseOfAPlainLoop() {
    for (long seed : Seeds.of("RuleModelTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 50, SIZE, true);
      Plain plain = new Plain();
      List<Sent> taken = new ArrayList<>();
      TreeMap<Long, List<Sent>> waiting = new TreeMap<>();
      long clock = Long.MIN_VALUE;
      for (Sent each : sent) {
        if (each.timeMillis() >= clock) {
          taken.add(each);
          waiting.computeIfAbsent(each.timeMillis(), it -> new ArrayList<>()).add(each);
        }
        clock = Math.max(clock, each.timeMillis());
        while (!waiting.isEmpty() && waiting.firstKey() < clock) {
          long time = waiting.firstKey();
          for (Sent row : waiting.pollFirstEntry().getValue()) {
            long count =
                taken.stream()
                    .filter(it -> it.user().equals(row.user()))
                    .filter(it -> it.timeMillis() >= time - SIZE && it.timeMillis() <= time)
                    .count();
            plain.put(row.user(), each.arrivalMillis(), count);
          }
        }
      }
      assertSame(seed, sent, new WindowRule.Over(SIZE), each -> around(each, random), plain);
    }
  }

  @Test
  void sawtoothAndBucketsHoldWhatTheirRoundedWindowHolds() {
    for (long seed : Seeds.of("RuleModelTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 50, SIZE, false);
      Plain sawtooth = new Plain();
      Plain buckets = new Plain();
      for (Sent each : sent) {
        for (long instant = each.timeMillis(); instant < each.timeMillis() + 1_500; instant++) {
          long now = instant;
          long first = Math.floorDiv(now - SIZE, 300) * 300;
          sawtooth.put(each.user(), now, count(sent, each.user(), first, now));
          // the bucket of the first instant inside overlaps
          long bucket = Math.floorDiv(now - SIZE + 1, 300) * 300;
          buckets.put(each.user(), now, count(sent, each.user(), bucket, now));
        }
      }
      Function<Sent, long[]> moments =
          each -> random.longs(8, 0, 1_500).map(it -> each.timeMillis() + it).toArray();
      assertSame(seed, sent, new WindowRule.Sawtooth(SIZE, 300), moments, sawtooth);
      assertSame(seed, sent, new WindowRule.Buckets(SIZE, 300), moments, buckets);
    }
  }

  private static long count(List<Sent> sent, String user, long from, long upTo) {
    return sent.stream()
        .filter(it -> it.user().equals(user))
        .filter(it -> from <= it.timeMillis() && it.timeMillis() <= upTo)
        .count();
  }

  @Test
  void theSlidingRuleIsWhatTheOperatorWrites() {
    for (long seed : Seeds.of("RuleModelTest", 60).toArray()) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Sent> sent = Scenario.random(random, 50, SIZE, true);
      Scenario scenario = Scenario.counts(SIZE, sent);
      Plain plain = new Plain();
      CommandDecoder decoder =
          new CommandDecoder(
              scenario.features, scenario.features.statement().sink(), Optional.empty());
      for (CommandRecord command : simulate(scenario)) {
        VisibleCommand visible = decoder.decode(raw(command), arrival(command)).orElseThrow();
        Object count = visible.values().get(0);
        plain.write(visible.entity(), visible.visibleAtMillis(), (Long) count);
      }
      assertSame(seed, sent, new WindowRule.Sliding(SIZE, 1), each -> around(each, random), plain);
    }
  }

  private static List<CommandRecord> simulate(Scenario scenario) {
    List<CommandRecord> commands = new ArrayList<>();
    Simulator simulator =
        new Simulator(
            scenario.plan,
            ClockOptions.DEFAULT,
            it -> {
              if (it.topic().equals("out")) {
                commands.add(it);
              }
            });
    scenario.records.forEach(simulator::process);
    simulator.advance(UNTIL);
    return commands;
  }

  private static long arrival(CommandRecord command) {
    return command.headers().stream()
        .filter(it -> it.key().equals(CommandEncoder.ARRIVAL_HEADER))
        .mapToLong(it -> Long.parseLong(new String(it.value(), StandardCharsets.UTF_8)))
        .findFirst()
        .orElseThrow();
  }

  private static RawRecord raw(CommandRecord command) {
    return new RawRecord(
        command.topic(),
        0,
        0,
        command.timestampMillis(),
        command.key(),
        command.value(),
        command.headers());
  }

  @Test
  void aLiveDecayWaitsForTheNextEventOrForSilence() {
    List<Sent> sent =
        List.of(
            Sent.at("a", 1_000_000),
            Sent.at("b", 1_010_000),
            Sent.at("a", 2_000_000),
            Sent.at("b", 2_000_900));
    Scenario scenario = Scenario.counts(SIZE, sent);
    EventTable events = scenario.events();
    WindowRule rule = new WindowRule.SlidingLive(SIZE, 1, 30_000, 1_000);
    ReplayedStore store = replay(scenario, events, rule);
    int a = events.entity("a");
    // The first decay, due at 1,001,000, comes with the event of b at 1,010,000.
    assertThat(store.visibleAt(store.start(a) + 1)).isEqualTo(1_010_000);
    // The last one, due at 2,001,000, when the topic has been silent since 2,000,900 for 30 s.
    assertThat(store.visibleAt(store.end(a) - 1)).isEqualTo(2_030_900);
    // That of b, due at 1,011,000: silence began at 1,010,000.
    assertThat(store.visibleAt(store.start(events.entity("b")) + 1)).isEqualTo(1_040_000);
  }
}
