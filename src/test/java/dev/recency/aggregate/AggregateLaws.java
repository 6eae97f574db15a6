package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.row.Row;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What every aggregate must fulfil, tried on random events. */
final class AggregateLaws {
  private static final int STEPS = 60;
  private static final int POSITIONS = 20;

  private final Subject subject;
  private final Aggregate<Object> aggregate;
  private final long seed;
  private final Random random;
  private final RandomValues values;

  private AggregateLaws(Subject subject, long seed) {
    this.subject = subject;
    this.aggregate = subject.aggregate();
    this.seed = seed;
    this.random = new Random(seed);
    this.values = new RandomValues(random);
  }

  /** Events come, leave, are combined, written and read: the value is always the one from scratch. */
  static void valueIsTheOneFromScratch(Subject subject, long seed) {
    new AggregateLaws(subject, seed).history();
  }

  /** Any permutation in any split gives the same value and the same bytes. */
  static void orderDoesNotMatter(Subject subject, long seed) {
    new AggregateLaws(subject, seed).permutations();
  }

  /** What is cut off is refused; noise is read as something or refused. */
  static void damageIsRefused(Subject subject, long seed) {
    new AggregateLaws(subject, seed).damage();
  }

  private void damage() {
    byte[] bytes = bytes(lifted(events(random.nextInt(6))));
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
      assertThatThrownBy(() -> aggregate.read(part))
          .as("%s, seed [%d], first [%d] bytes", subject, seed, length)
          .isInstanceOfAny(BufferUnderflowException.class, IllegalArgumentException.class);
    }
    byte[] noise = new byte[random.nextInt(20)];
    random.nextBytes(noise);
    try {
      Object read = aggregate.read(ByteBuffer.wrap(noise));
      assertThat(aggregate.sizeBytes(read)).as("%s, seed [%d]", subject, seed).isPositive();
    } catch (BufferUnderflowException | IllegalArgumentException refused) {
      assertThat(refused).isNotNull();
    }
  }

  private void history() {
    List<WindowEvent> window = new ArrayList<>();
    Object accumulator = aggregate.create();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0 -> accumulator = written(accumulator);
        case 1 -> {
          List<WindowEvent> run = events(random.nextInt(5));
          aggregate.combine(accumulator, lifted(run));
          window.addAll(run);
        }
        case 2, 3, 4 -> remove(window, accumulator);
        case 5 -> {
          if (random.nextInt(5) == 0) {
            aggregate.clear(accumulator);
            window.clear();
          }
        }
        default -> {
          WindowEvent event = event();
          aggregate.add(accumulator, event.arguments(subject.argument()));
          window.add(event);
        }
      }
      check(window, accumulator, step);
    }
  }

  private void remove(List<WindowEvent> window, Object accumulator) {
    if (aggregate instanceof InvertibleAggregate<Object> invertible && !window.isEmpty()) {
      WindowEvent event = window.remove(random.nextInt(window.size()));
      invertible.remove(accumulator, event.arguments(subject.argument()));
    }
  }

  private void check(List<WindowEvent> window, Object accumulator, int step) {
    Object truth = subject.truth().apply(window);
    assertThat(aggregate.lower(accumulator))
        .as("%s, seed [%d], step [%d], over %s", subject, seed, step, window)
        .isEqualTo(truth);
    assertThat(lowered(accumulator))
        .as("%s in a row, seed [%d], step [%d]", subject, seed, step)
        .isEqualTo(truth);
    boolean missing =
        truth == null
            && subject.name().startsWith("SUM")
            && window.stream().anyMatch(event -> event.value() != null);
    assertThat(aggregate.overflows(accumulator))
        .as("%s overflows, seed [%d], step [%d]", subject, seed, step)
        .isEqualTo(missing);
  }

  private @Nullable Object lowered(Object accumulator) {
    Row.Builder row = new Row.Builder(2);
    aggregate.lower(accumulator, row, 1);
    return row.build().get(1, aggregate.type());
  }

  private void permutations() {
    List<WindowEvent> events = events(random.nextInt(30));
    Object inOrder = lifted(events);
    byte[] bytes = bytes(inOrder);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(events, random);
      Object shuffled = combined(events);
      assertThat(aggregate.lower(shuffled))
          .as("%s, seed [%d], %s", subject, seed, events)
          .isEqualTo(aggregate.lower(inOrder));
      assertThat(bytes(shuffled)).as("%s, seed [%d]", subject, seed).isEqualTo(bytes);
    }
  }

  /** A tree of a random shape over runs of random lengths. */
  private Object combined(List<WindowEvent> events) {
    if (events.size() < 2 || random.nextInt(4) == 0) {
      return lifted(events);
    }
    int split = random.nextInt(events.size());
    Object left = combined(events.subList(0, split));
    Object right = combined(events.subList(split, events.size()));
    byte[] before = bytes(right);
    aggregate.combine(left, right);
    assertThat(bytes(right)).as("the other stays, seed [%d]", seed).isEqualTo(before);
    return left;
  }

  private Object lifted(List<WindowEvent> events) {
    Object accumulator = aggregate.create();
    events.forEach(event -> aggregate.add(accumulator, event.arguments(subject.argument())));
    return accumulator;
  }

  private List<WindowEvent> events(int count) {
    List<WindowEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event());
    }
    return events;
  }

  private WindowEvent event() {
    return new WindowEvent(random.nextInt(POSITIONS), values.orNull(subject.argument()));
  }

  private byte[] bytes(Object accumulator) {
    ByteBuffer bytes = ByteBuffer.allocate(aggregate.sizeBytes(accumulator));
    aggregate.write(accumulator, bytes);
    assertThat(bytes.remaining()).as("%s size, seed [%d]", subject, seed).isEqualTo(0);
    return bytes.array();
  }

  private Object written(Object accumulator) {
    byte[] bytes = bytes(accumulator);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    Object read = aggregate.read(source);
    assertThat(source.remaining()).as("%s read, seed [%d]", subject, seed).isEqualTo(0);
    assertThat(bytes(read)).as("%s written again, seed [%d]", subject, seed).isEqualTo(bytes);
    return read;
  }
}
