package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recency.aggregate.DialectSubject.Values;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every aggregate of the dialect must fulfil, tried on random events. */
final class DialectLaws {
  private static final int STEPS = 40;
  private static final double TOLERANCE = 1e-6;

  private final DialectSubject subject;
  private final Aggregate<Object> aggregate;
  private final long seed;
  private final Random random;
  private final RandomValues values;
  private long arrivals;

  private DialectLaws(DialectSubject subject, long seed) {
    this.subject = subject;
    this.aggregate = subject.aggregate();
    this.seed = seed;
    this.random = new Random(seed);
    this.values = new RandomValues(random);
  }

  /** Events arrive, are taken back, are written and read: the value is the one from scratch. */
  static void valueIsTheOneFromScratch(DialectSubject subject, long seed) {
    new DialectLaws(subject, seed).history();
  }

  /** However the events are dealt to parts, the parts combined give what all give in order. */
  static void partsGiveTheWhole(DialectSubject subject, long seed) {
    new DialectLaws(subject, seed).parts();
  }

  /** What is cut off is refused. */
  static void damageIsRefused(DialectSubject subject, long seed) {
    new DialectLaws(subject, seed).damage();
  }

  private void history() {
    List<DialectStep> steps = new ArrayList<>();
    Object accumulator = aggregate.create();
    check(steps, accumulator);
    for (int i = 0; i < STEPS; i++) {
      List<DialectStep> left = DialectStep.left(steps);
      int what = random.nextInt(10);
      if (what == 0) {
        accumulator = written(accumulator);
      } else if (what == 1 && random.nextInt(4) == 0) {
        aggregate.clear(accumulator);
        steps.clear();
      } else if (what < 5 && !left.isEmpty() && aggregate instanceof UndoableAggregate<Object> u) {
        DialectStep step = left.get(random.nextInt(left.size())).takenBack();
        u.remove(accumulator, step.arguments(subject.arguments()));
        steps.add(step);
      } else {
        DialectStep step = event();
        aggregate.add(accumulator, step.arguments(subject.arguments()));
        steps.add(step);
      }
      check(steps, accumulator);
    }
  }

  private void parts() {
    int size = random.nextInt(25);
    List<Object> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      parts.add(aggregate.create());
    }
    boolean dealt = random.nextBoolean();
    List<DialectStep> steps = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      DialectStep step = event();
      int part = dealt ? random.nextInt(parts.size()) : i * parts.size() / size;
      aggregate.add(parts.get(part), step.arguments(subject.arguments()));
      steps.add(step);
    }
    while (parts.size() > 1) {
      Object other = parts.remove(random.nextInt(parts.size()));
      Object into = parts.get(random.nextInt(parts.size()));
      byte[] before = bytes(other);
      aggregate.combine(into, random.nextBoolean() ? written(other) : other);
      assertThat(bytes(other))
          .as("%s, the other stays, seed [%d]", subject, seed)
          .isEqualTo(before);
    }
    check(steps, parts.get(0));
  }

  private void damage() {
    Object accumulator = aggregate.create();
    for (int i = random.nextInt(6); i > 0; i--) {
      aggregate.add(accumulator, event().arguments(subject.arguments()));
    }
    byte[] bytes = bytes(accumulator);
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
      assertThatThrownBy(() -> aggregate.read(part))
          .as("%s, seed [%d], first [%d] bytes", subject, seed, length)
          .isInstanceOfAny(BufferUnderflowException.class, IllegalArgumentException.class);
    }
  }

  private void check(List<DialectStep> steps, Object accumulator) {
    Object truth = subject.truth().apply(steps);
    Supplier<String> place = () -> subject + ", seed [" + seed + "], after " + steps;
    same(truth, aggregate.lower(accumulator), place);
    Row.Builder row = new Row.Builder(2);
    aggregate.lower(accumulator, row, 1);
    same(truth, row.build().get(1, aggregate.type()), place);
    boolean missing =
        truth == null && subject.name().startsWith("SUM[") && !DialectStep.left(steps).isEmpty();
    assertThat(aggregate.overflows(accumulator)).as(place).isEqualTo(missing);
  }

  private void same(@Nullable Object truth, @Nullable Object value, Supplier<String> place) {
    boolean close = !subject.exact() && truth instanceof Double number && !number.isNaN();
    if (close) {
      assertThat((Double) value).as(place).isCloseTo((Double) truth, within(TOLERANCE));
    } else {
      assertThat(value).as(place).isEqualTo(truth);
    }
  }

  private DialectStep event() {
    List<@Nullable Object> event = new ArrayList<>();
    for (SqlType type : subject.arguments()) {
      boolean small = subject.values() == Values.SMALL;
      event.add(small ? small(type) : random.nextInt(3) == 0 ? few(type) : values.orNull(type));
    }
    return new DialectStep(arrivals++, event, false);
  }

  /** The same few values again and again. */
  private @Nullable Object few(SqlType type) {
    return new RandomValues(new Random(random.nextInt(3))).orNull(type);
  }

  private @Nullable Object small(SqlType type) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    if (type instanceof SqlType.Array array) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(small(array.element()));
      }
      return list;
    }
    int number = random.nextInt(81) - 40;
    if (type == Simple.DOUBLE) {
      return number / 8.0;
    }
    return type == Simple.INTEGER ? (Object) number : (long) number;
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
