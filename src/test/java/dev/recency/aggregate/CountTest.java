package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.AggregateCall;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.typed.TypedExpression;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CountTest {
  private static final Row NULLS = new Row.Builder(2).build();
  private static final Row SECOND = new Row.Builder(2).setLong(1, 0).build();

  @Test
  void countStarCountsEveryEvent() {
    Count count = new Count(OptionalInt.empty());
    assertThat(count.combine(count.lift(NULLS), count.lift(SECOND))).isEqualTo(2);
  }

  @Test
  void countOfAColumnSkipsNulls() {
    Count count = new Count(OptionalInt.of(1));
    assertThat(count.combine(count.lift(NULLS), count.lift(SECOND))).isEqualTo(1);
    assertThat(count.lower(count.empty())).isZero();
  }

  @Test
  void removeUndoesCombine() {
    Count count = new Count(OptionalInt.empty());
    assertThat(count.remove(count.combine(40L, 2L), 40L)).isEqualTo(2);
  }

  @Test
  void survivesItsBytes() {
    Count count = new Count(OptionalInt.empty());
    ByteBuffer bytes = ByteBuffer.allocate(count.sizeBytes(Long.MAX_VALUE));
    count.write(Long.MAX_VALUE, bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(count.read(bytes.flip())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void argumentsOfSeveralCallsStandOneAfterTheOther() {
    TypedExpression argument = new TypedExpression.Slot(0, "A", Simple.BIGINT);
    List<Aggregate<?>> aggregates =
        Aggregates.of(
            List.of(
                new AggregateCall("COUNT", List.of(argument), Simple.BIGINT),
                new AggregateCall("COUNT", List.of(), Simple.BIGINT),
                new AggregateCall("COUNT", List.of(argument), Simple.BIGINT)));
    assertThat(aggregates.get(2)).isEqualTo(new Count(OptionalInt.of(1)));
  }

  @Test
  void refusesAFunctionThatDoesNotExist() {
    AggregateCall call = new AggregateCall("MEDIAN", List.of(), Simple.DOUBLE);
    assertThatThrownBy(() -> Aggregates.of(List.of(call)))
        .hasMessage("no aggregate function [MEDIAN]");
  }
}
