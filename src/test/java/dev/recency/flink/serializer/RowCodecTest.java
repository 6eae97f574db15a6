package dev.recency.flink.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowCodecTest {
  private static final List<SqlType> TYPES =
      List.of(
          Simple.BOOLEAN,
          Simple.INTEGER,
          Simple.BIGINT,
          Simple.DOUBLE,
          Simple.STRING,
          Simple.BYTES,
          Simple.TIMESTAMP,
          Simple.DATE,
          Simple.TIME,
          new SqlType.Decimal(6, 2),
          new SqlType.Array(Simple.STRING),
          new SqlType.MapOf(Simple.STRING, Simple.BIGINT),
          new SqlType.Struct(List.of(new SqlType.Field("A", Simple.DOUBLE))));

  private static List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int slot = 0; slot < TYPES.size(); slot++) {
      values.add(row.get(slot, TYPES.get(slot)));
    }
    return values;
  }

  @Test
  void everyTypeComesBackAsItWas() {
    List<Object> values =
        List.of(
            true,
            -7,
            Long.MIN_VALUE,
            -0.0,
            "grüße \u0000 😀",
            ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer(),
            1_700_000_000_000L,
            19_000,
            86_399_999,
            new BigDecimal("-12.30"),
            Arrays.asList("a", null),
            Map.of("k", 5L),
            StructValue.of(1.5));
    RowCodec codec = new RowCodec(TYPES);
    assertThat(values(codec.decode(codec.encode(Row.of(TYPES, values))))).isEqualTo(values);
  }

  @Test
  void aDecimalOfALowerScaleKeepsItsValue() {
    List<SqlType> types = List.of(new SqlType.Decimal(9, 4));
    RowCodec codec = new RowCodec(types);
    Row row = codec.decode(codec.encode(Row.of(types, List.of(new BigDecimal("12.5")))));
    assertThat(row.getReference(0)).isEqualTo(new BigDecimal("12.5000"));
  }

  @Test
  void nullComesBackAsNull() {
    RowCodec codec = new RowCodec(TYPES);
    List<@Nullable Object> nulls = new ArrayList<>();
    TYPES.forEach(type -> nulls.add(null));
    assertThat(values(codec.decode(codec.encode(Row.of(TYPES, nulls))))).isEqualTo(nulls);
  }

  @Test
  void everyNaNIsTheSameKey() {
    RowCodec codec = new RowCodec(List.of(Simple.DOUBLE));
    byte[] one = codec.encode(Row.of(List.of(Simple.DOUBLE), List.of(Double.NaN)));
    double other = Double.longBitsToDouble(0x7ff8000000000001L);
    assertThat(codec.encode(Row.of(List.of(Simple.DOUBLE), List.of(other)))).isEqualTo(one);
  }

  @Test
  void bytesOfChunkNumbersSortAsTheNumbers() throws Exception {
    List<Long> numbers = List.of(Long.MIN_VALUE, -2L, -1L, 0L, 1L, Long.MAX_VALUE);
    byte[] before = new byte[0];
    for (long number : numbers) {
      DataOutputSerializer out = new DataOutputSerializer(8);
      OrderedLongSerializer.INSTANCE.serialize(number, out);
      assertThat(Arrays.compareUnsigned(before, out.getCopyOfBuffer())).isNegative();
      before = out.getCopyOfBuffer();
    }
  }
}
