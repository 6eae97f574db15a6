package dev.recency.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recency.local.generator.GeneratedEvent.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {
  private static final int EVENTS = 50_000;
  private static final Instant START = Instant.parse("2024-05-01T08:00:00Z");
  private static final Duration LATE_BY = Duration.ofMinutes(2);
  private static final Duration QUIET_EVERY = Duration.ofHours(1);
  private static final Duration QUIET_FOR = Duration.ofMinutes(20);

  private static Traffic traffic(long seed) {
    return new Traffic(
        EventKind.MESSAGES,
        seed,
        START,
        1_000,
        1.0,
        2,
        8,
        Duration.ofSeconds(10),
        QUIET_EVERY,
        QUIET_FOR,
        0.1,
        LATE_BY,
        0.05,
        0.04);
  }

  private static List<GeneratedEvent> events(long seed) {
    EventGenerator generator = new EventGenerator(traffic(seed));
    List<GeneratedEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(generator.next());
    }
    return events;
  }

  private static double share(List<GeneratedEvent> events, Fault fault) {
    return events.stream().filter(each -> each.fault() == fault).count() / (double) events.size();
  }

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherSeedOthers() {
    assertThat(events(7)).isEqualTo(events(7)).isNotEqualTo(events(8));
  }

  @Test
  void recordsComeByArrivalAndNoneBeforeItHappened() {
    List<GeneratedEvent> events = events(1);
    assertThat(events).isSortedAccordingTo(Comparator.comparingLong(GeneratedEvent::arrivalMillis));
    assertThat(events)
        .filteredOn(each -> each.fault() != Fault.FUTURE)
        .allSatisfy(
            each ->
                assertThat(each.arrivalMillis() - each.eventTimeMillis())
                    .isBetween(1L, LATE_BY.toMillis() + 200 + 2_000));
  }

  @Test
  void sharesOfLateDoubleAndBadRecordsAreThoseAskedFor() {
    List<GeneratedEvent> events = events(2);
    long late =
        events.stream().filter(e -> e.arrivalMillis() - e.eventTimeMillis() > 2_200).count();
    Set<List<Long>> distinct = new HashSet<>();
    events.forEach(each -> distinct.add(List.of(each.eventTimeMillis(), (long) each.user())));
    assertThat(late / (double) EVENTS).isCloseTo(0.1, within(0.015));
    assertThat(1 - distinct.size() / (double) EVENTS).isCloseTo(0.05, within(0.015));
    assertThat(1 - share(events, Fault.NONE)).isCloseTo(0.04, within(0.01));
    assertThat(share(events, Fault.FUTURE)).isCloseTo(0.01, within(0.005));
  }

  @Test
  void activityIsHeavyTailed() {
    Map<Integer, Long> perUser = new HashMap<>();
    events(3).forEach(each -> perUser.merge(each.user(), 1L, Long::sum));
    List<Long> counts = perUser.values().stream().sorted(Comparator.reverseOrder()).toList();
    long busiest = counts.stream().limit(10).mapToLong(Long::longValue).sum();
    assertThat(busiest / (double) EVENTS).isBetween(0.25, 0.55);
    assertThat(counts.size()).isGreaterThan(700);
  }

  @Test
  void quietPhasesAreQuiet() {
    long quiet =
        events(4).stream()
            .filter(each -> each.fault() != Fault.FUTURE)
            .mapToLong(each -> each.eventTimeMillis() - START.toEpochMilli())
            .map(time -> time % QUIET_EVERY.toMillis())
            .filter(phase -> phase >= QUIET_EVERY.minus(QUIET_FOR).plusMinutes(5).toMillis())
            .count();
    assertThat(quiet / (double) EVENTS).isLessThan(0.01);
  }

  @Test
  void linesHaveTheFieldsOfTheirKind() {
    EventLines messages = new EventLines(traffic(1));
    assertThat(messages.next().toString())
        .matches(
            "\\{\"topic\":\"message-sent\",\"key\":null,\"value\":\\{\"userId\":\"u\\d+\","
                + "\"peerId\":\"u\\d+\",\"sentAt\":\\d+},\"timestamp\":\\d+}");
  }

  @Test
  void trafficThatMakesNoSenseIsRefusedByName() {
    assertThatThrownBy(
            () ->
                new Traffic(
                    EventKind.MATCHES,
                    1,
                    START,
                    0,
                    1,
                    1,
                    1,
                    LATE_BY,
                    LATE_BY,
                    QUIET_FOR,
                    0,
                    LATE_BY,
                    0,
                    0))
        .hasMessage("--users is [0]; it must be 1 to 20000000");
  }
}
