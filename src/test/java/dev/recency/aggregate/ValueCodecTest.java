package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.operator.Seeds;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {
  private static final SqlType MAP = new SqlType.MapOf(Simple.STRING, Simple.BIGINT);
  private static final SqlType STRUCT =
      new SqlType.Struct(
          List.of(
              new SqlType.Field("A", Simple.INTEGER),
              new SqlType.Field("B", new SqlType.Array(Simple.STRING)),
              new SqlType.Field("C", MAP)));
  static final List<SqlType> TYPES =
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
          new SqlType.Decimal(60, 20),
          new SqlType.Array(Simple.DOUBLE),
          MAP,
          STRUCT);

  /** The layout; a change of it makes stored state unreadable. */
  static Stream<Arguments> layout() {
    return Stream.of(
        Arguments.of(Simple.BOOLEAN, true, "01"),
        Arguments.of(Simple.INTEGER, -2, "03"),
        Arguments.of(Simple.DATE, 19_000, "f0a802"),
        Arguments.of(Simple.BIGINT, 150L, "ac02"),
        Arguments.of(Simple.BIGINT, Long.MIN_VALUE, "ffffffffffffffffff01"),
        Arguments.of(Simple.DOUBLE, 0.1, "3fb999999999999a"),
        Arguments.of(Simple.DOUBLE, Double.longBitsToDouble(-1L), "7ff8000000000000"),
        Arguments.of(new SqlType.Decimal(6, 2), new BigDecimal("1.50"), "020096"),
        Arguments.of(Simple.STRING, "aé𝄞", "0e61c3a9f09d849e"),
        Arguments.of(Simple.STRING, "a\ud834", "090061d834"),
        Arguments.of(Simple.BYTES, ByteBuffer.wrap(new byte[] {1, -1}), "0201ff"),
        Arguments.of(
            new SqlType.Array(Simple.BOOLEAN), Arrays.asList(true, null, false), "03050100"),
        Arguments.of(MAP, Map.of("a", 1L), "0101026102"),
        Arguments.of(STRUCT, StructValue.of(5, null, null), "010a"));
  }

  @ParameterizedTest
  @MethodSource("layout")
  void writesAndReadsThisLayout(SqlType type, Object value, String hex) {
    ValueCodec codec = ValueCodec.of(type);
    assertThat(HexFormat.of().formatHex(codec.encode(value))).isEqualTo(hex);
    assertThat(codec.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)))).isEqualTo(value);
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void readsBackEveryValueAndStopsAtItsEnd(SqlType type) {
    ValueCodec codec = ValueCodec.of(type);
    Seeds.of("ValueCodec " + type, 300)
        .forEach(
            seed -> {
              Object value = new RandomValues(new Random(seed)).of(type);
              ByteBuffer buffer = ByteBuffer.allocate(codec.sizeBytes(value) + 1);
              codec.write(value, buffer);
              assertThat(buffer.remaining()).as("seed [%d]", seed).isEqualTo(1);
              Object read = codec.read(buffer.rewind());
              assertThat(read).as("seed [%d]", seed).isEqualTo(value);
              assertThat(buffer.remaining()).as("seed [%d]", seed).isEqualTo(1);
              assertThat(codec.encode(read)).as("seed [%d]", seed).isEqualTo(codec.encode(value));
            });
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void refusesEveryTruncation(SqlType type) {
    ValueCodec codec = ValueCodec.of(type);
    Seeds.of("ValueCodec truncated " + type, 30)
        .forEach(
            seed -> {
              byte[] bytes = codec.encode(new RandomValues(new Random(seed)).of(type));
              for (int length = 0; length < bytes.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
                assertThatThrownBy(() -> codec.read(part))
                    .as("seed [%d], first [%d] bytes", seed, length)
                    .isInstanceOfAny(
                        BufferUnderflowException.class, IllegalArgumentException.class);
              }
            });
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void readsOrRefusesRandomBytes(SqlType type) {
    ValueCodec codec = ValueCodec.of(type);
    Seeds.of("ValueCodec random bytes " + type, 2_000)
        .forEach(
            seed -> {
              Random random = new Random(seed);
              byte[] bytes = new byte[random.nextInt(24)];
              random.nextBytes(bytes);
              assertThatCode(() -> read(codec, bytes))
                  .as("seed [%d]", seed)
                  .doesNotThrowAnyException();
            });
  }

  private static void read(ValueCodec codec, byte[] bytes) {
    try {
      assertThat(codec.read(ByteBuffer.wrap(bytes))).isNotNull();
    } catch (BufferUnderflowException | IllegalArgumentException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @Test
  void equalMapsHaveEqualBytesWhateverTheOrderOfTheirEntries() {
    Map<String, Long> forwards = new LinkedHashMap<>();
    Map<String, Long> backwards = new LinkedHashMap<>();
    for (long i = 0; i < 9; i++) {
      forwards.put("k" + i, i);
      backwards.put("k" + (8 - i), 8 - i);
    }
    ValueCodec codec = ValueCodec.of(MAP);
    assertThat(codec.encode(backwards)).isEqualTo(codec.encode(forwards));
  }

  @Test
  void writesABufferWithoutMovingIt() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2});
    assertThat(ValueCodec.of(Simple.BYTES).encode(bytes)).containsExactly(2, 1, 2);
    assertThat(bytes.remaining()).isEqualTo(2);
  }

  @Test
  void theTypeOfTheLiteralNullHasNoCodec() {
    assertThatThrownBy(() -> ValueCodec.of(Simple.NULL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[NULL]");
  }
}
