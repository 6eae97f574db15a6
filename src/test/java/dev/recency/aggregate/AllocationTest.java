package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** COUNT, SUM and AVG over INTEGER, BIGINT and DOUBLE make no garbage when events come and go. */
class AllocationTest {
  private static final int EVENTS = 2_000;
  private static final int ROUNDS = 20;

  static Stream<Arguments> hot() {
    return Stream.of(
        Arguments.of("COUNT", Simple.BIGINT, Simple.BIGINT),
        Arguments.of("SUM", Simple.INTEGER, Simple.INTEGER),
        Arguments.of("SUM", Simple.BIGINT, Simple.BIGINT),
        Arguments.of("AVG", Simple.BIGINT, Simple.DOUBLE),
        Arguments.of("SUM", Simple.DOUBLE, Simple.DOUBLE),
        Arguments.of("AVG", Simple.DOUBLE, Simple.DOUBLE));
  }

  @ParameterizedTest
  @MethodSource("hot")
  void addingAndRemovingMakesNoGarbage(String function, SqlType argument, SqlType result) {
    InvertibleAggregate<Object> aggregate =
        (InvertibleAggregate<Object>) Subject.aggregate(function, argument, List.of(), result);
    RandomValues values = new RandomValues(new Random(1));
    dev.recency.aggregate.Arguments[] events =
        Stream.generate(() -> new WindowEvent(0, values.of(argument)).arguments(argument))
            .limit(EVENTS)
            .toArray(dev.recency.aggregate.Arguments[]::new);
    Object accumulator = aggregate.create();
    round(aggregate, accumulator, events);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < ROUNDS; i++) {
      round(aggregate, accumulator, events);
    }
    long allocated = threads.getThreadAllocatedBytes(id) - before;
    assertThat(allocated).as("bytes of [%d] events", ROUNDS * EVENTS).isLessThan(EVENTS);
  }

  private static void round(
      InvertibleAggregate<Object> aggregate,
      Object accumulator,
      dev.recency.aggregate.Arguments[] events) {
    for (dev.recency.aggregate.Arguments event : events) {
      aggregate.add(accumulator, event);
    }
    for (dev.recency.aggregate.Arguments event : events) {
      aggregate.remove(accumulator, event);
    }
  }
}
