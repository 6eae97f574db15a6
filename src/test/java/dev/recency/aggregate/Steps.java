package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One accumulator under test, step by step. Events without a position stand at 0. */
final class Steps {
  private final Aggregate<Object> aggregate;
  private final SqlType argument;
  private Object accumulator;

  private Steps(Aggregate<Object> aggregate, SqlType argument) {
    this.aggregate = aggregate;
    this.argument = argument;
    this.accumulator = aggregate.create();
  }

  static Steps of(String function, SqlType argument, SqlType result, Object... parameters) {
    return new Steps(Subject.aggregate(function, argument, List.of(parameters), result), argument);
  }

  Steps add(@Nullable Object... values) {
    Arrays.stream(values).forEach(value -> addAt(0, value));
    return this;
  }

  Steps addAt(long position, @Nullable Object value) {
    aggregate.add(accumulator, new WindowEvent(position, value).arguments(argument));
    return this;
  }

  Steps remove(@Nullable Object... values) {
    InvertibleAggregate<Object> invertible = (InvertibleAggregate<Object>) aggregate;
    Arrays.stream(values)
        .forEach(
            value -> invertible.remove(accumulator, new WindowEvent(0, value).arguments(argument)));
    return this;
  }

  @Nullable Object value() {
    return aggregate.lower(accumulator);
  }

  boolean overflows() {
    return aggregate.overflows(accumulator);
  }

  byte formatVersion() {
    return aggregate.formatVersion();
  }

  String hex() {
    ByteBuffer bytes = ByteBuffer.allocate(aggregate.sizeBytes(accumulator));
    aggregate.write(accumulator, bytes);
    return HexFormat.of().formatHex(bytes.array());
  }

  Steps read(String hex) {
    accumulator = aggregate.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    return this;
  }

  Aggregate<Object> aggregate() {
    return aggregate;
  }

  Object accumulator() {
    return accumulator;
  }
}
