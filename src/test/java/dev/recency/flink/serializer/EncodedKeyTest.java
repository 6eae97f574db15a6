package dev.recency.flink.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncodedKeyTest {
  private final RowCodec codec = new RowCodec(List.of(Simple.BIGINT));

  private EncodedKey key(long number) {
    return new EncodedKey(codec.encode(new Row.Builder(1).setLong(0, number).build()));
  }

  @Test
  void consecutiveNumbersHaveDifferentHashCodes() {
    Set<Integer> codes = new HashSet<>();
    for (long number = 0; number < 100_000; number++) {
      codes.add(key(number).hashCode());
    }
    assertThat(codes).hasSizeGreaterThan(99_980);
  }

  @Test
  void theHashCodeStaysAsItIsBecauseStateIsFoundByIt() {
    assertThat(key(0).hashCode()).isEqualTo(1_415_772_467);
    assertThat(key(1_000).hashCode()).isEqualTo(1_297_085_280);
    assertThat(new EncodedKey(new byte[0]).hashCode()).isZero();
  }
}
