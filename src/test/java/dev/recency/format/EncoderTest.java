package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What encoders write, byte for byte. */
class EncoderTest {
  private static final Format SEMICOLON = new Format(Format.Kind.DELIMITED, ';');

  @Test
  void jsonWritesEveryTypeAndNull() {
    List<Column> columns =
        List.of(
            value("I", Simple.INTEGER),
            value("B", Simple.BIGINT),
            value("D", Simple.DOUBLE),
            value("P", new SqlType.Decimal(6, 2)),
            value("camelCase", Simple.STRING),
            value("F", Simple.BOOLEAN),
            value("X", Simple.BYTES),
            value("T", Simple.TIMESTAMP),
            value("DAY", Simple.DATE),
            value("N", Simple.STRING));
    Row row =
        row(
            columns,
            -7,
            9_007_199_254_740_993L,
            3.0,
            new BigDecimal("1000.50"),
            "a\"b\\\u0001é😀",
            true,
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            5L,
            -1,
            null);
    assertThat(valueText(columns, true, Format.JSON, row))
        .isEqualTo(
            "{\"I\":-7,\"B\":9007199254740993,\"D\":3.0,\"P\":1000.50,"
                + "\"camelCase\":\"a\\\"b\\\\\\u0001é\\uD83D\\uDE00\",\"F\":true,\"X\":\"AQID\",\"T\":5,"
                + "\"DAY\":-1,\"N\":null}");
  }

  @Test
  void doublesAreWrittenAsJavaSpellsThem() {
    assertThat(json(1e8)).isEqualTo("1.0E8");
    assertThat(json(1e-7)).isEqualTo("1.0E-7");
    assertThat(json(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(json(-0.0)).isEqualTo("-0.0");
    assertThat(json(Double.NaN)).isEqualTo("\"NaN\"");
    assertThat(json(Double.POSITIVE_INFINITY)).isEqualTo("\"Infinity\"");
    assertThat(json(Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
  }

  private static @Nullable String json(double value) {
    List<Column> columns = List.of(value("D", Simple.DOUBLE));
    return valueText(columns, false, Format.JSON, row(columns, value));
  }

  @Test
  void nestedValuesKeepTheirOrder() {
    SqlType inner =
        new SqlType.Struct(
            List.of(
                new SqlType.Field("zeta", Simple.INTEGER),
                new SqlType.Field("ALPHA", new SqlType.Array(Simple.DOUBLE))));
    List<Column> columns =
        List.of(value("S", inner), value("M", new SqlType.MapOf(Simple.STRING, Simple.BIGINT)));
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("z", 1L);
    map.put("a", null);
    Row row = row(columns, StructValue.of(1, Arrays.asList(1.5, null, Double.NaN)), map);
    assertThat(valueText(columns, true, Format.JSON, row))
        .isEqualTo("{\"S\":{\"zeta\":1,\"ALPHA\":[1.5,null,\"NaN\"]},\"M\":{\"z\":1,\"a\":null}}");
  }

  @Test
  void halfASurrogatePairIsReplacedAndNotAnError() {
    List<Column> columns = List.of(value("S", Simple.STRING));
    for (Format format : List.of(Format.JSON, Format.KAFKA, Format.DELIMITED)) {
      assertThat(valueText(columns, true, format, row(columns, "a\ud83d")))
          .contains("a\ufffd")
          .doesNotContain("?");
    }
  }

  @Test
  void aSingleStructIsBareIfNotWrapped() {
    SqlType type = new SqlType.Struct(List.of(new SqlType.Field("user_id", Simple.STRING)));
    List<Column> columns = List.of(value("KSQL_COL_0", type));
    Row row = row(columns, StructValue.of("u1"));
    assertThat(valueText(columns, false, Format.JSON, row)).isEqualTo("{\"user_id\":\"u1\"}");
    assertThat(valueText(columns, true, Format.JSON, row))
        .isEqualTo("{\"KSQL_COL_0\":{\"user_id\":\"u1\"}}");
    Row nothing = row(columns, (Object) null);
    assertThat(valueText(columns, false, Format.JSON, nothing)).isNull();
    assertThat(valueText(columns, true, Format.JSON, nothing)).isEqualTo("{\"KSQL_COL_0\":null}");
  }

  @Test
  void keysAreBareOneByOneAndAnObjectTogether() {
    List<Column> one = List.of(key("K", Simple.STRING), value("V", Simple.INTEGER));
    assertThat(keyText(one, Format.JSON, row(one, "u1", 5))).isEqualTo("\"u1\"");
    assertThat(keyText(one, Format.KAFKA, row(one, "u1", 5))).isEqualTo("u1");
    assertThat(keyText(one, Format.KAFKA, row(one, null, 5))).isNull();
    assertThat(keyText(one, Format.NONE, row(one, "u1", 5))).isNull();
    List<Column> two = List.of(key("K1", Simple.INTEGER), key("k2", Simple.STRING));
    assertThat(keyText(two, Format.JSON, row(two, 1, null))).isEqualTo("{\"K1\":1,\"k2\":null}");
    assertThat(keyText(two, SEMICOLON, row(two, 1, "b"))).isEqualTo("1;b");
    assertThat(keyText(two, Format.JSON, row(two, null, null)))
        .isEqualTo("{\"K1\":null,\"k2\":null}");
    List<Column> none = List.of(value("V", Simple.INTEGER));
    assertThat(keyText(none, Format.KAFKA, row(none, 5))).isNull();
    SqlType struct = new SqlType.Struct(List.of(new SqlType.Field("id", Simple.BIGINT)));
    List<Column> keys = List.of(key("keys", struct));
    assertThat(keyText(keys, Format.JSON, row(keys, StructValue.of(3L)))).isEqualTo("{\"id\":3}");
  }

  @Test
  void kafkaNumbersAreBigEndian() {
    assertThat(kafkaHex(Simple.INTEGER, -2)).isEqualTo("fffffffe");
    assertThat(kafkaHex(Simple.BIGINT, 258L)).isEqualTo("0000000000000102");
    assertThat(kafkaHex(Simple.DOUBLE, 1.0)).isEqualTo("3ff0000000000000");
    assertThat(kafkaHex(Simple.BYTES, ByteBuffer.wrap(new byte[] {0, (byte) 255})))
        .isEqualTo("00ff");
    assertThat(kafkaHex(Simple.STRING, "é")).isEqualTo("c3a9");
  }

  @Test
  void kafkaHoldsOneColumnOfASimpleType() {
    List<Column> two = List.of(value("A", Simple.INTEGER), value("B", Simple.INTEGER));
    assertThatThrownBy(() -> RowEncoder.values(sink(two, true, Format.KAFKA)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("KAFKA holds one column, not 2");
    List<Column> flag = List.of(value("A", Simple.BOOLEAN));
    assertThatThrownBy(() -> RowEncoder.values(sink(flag, true, Format.KAFKA)))
        .hasMessage("KAFKA holds no BOOLEAN");
  }

  @Test
  void delimitedQuotesOnlyWhatNeedsIt() {
    List<Column> columns =
        List.of(value("A", Simple.STRING), value("B", Simple.STRING), value("C", Simple.DOUBLE));
    assertThat(delimited(columns, "a", "b c", 1e8)).isEqualTo("a,b c,1.0E8");
    assertThat(delimited(columns, "a,b", "say \"hi\"", 1.0))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",1.0");
    assertThat(delimited(columns, "", "", null)).isEqualTo("\"\",,");
    assertThat(delimited(columns, null, null, null)).isEqualTo(",,");
    assertThat(delimited(columns, "#x", "!y", -1.5)).isEqualTo("\"#x\",\"!y\",-1.5");
    assertThat(delimited(columns, "é", "é ", -1.5)).isEqualTo("\"é\",\"é \",-1.5");
    assertThat(delimited(columns, "a\nb", "c\rd", -1.5)).isEqualTo("\"a\nb\",\"c\rd\",-1.5");
    List<Column> price = List.of(value("P", new SqlType.Decimal(9, 3)));
    assertThat(delimited(price, new BigDecimal("1E+3").setScale(3))).isEqualTo("1000.000");
  }

  private static @Nullable String delimited(List<Column> columns, @Nullable Object... values) {
    return valueText(columns, true, Format.DELIMITED, row(columns, values));
  }

  private static String kafkaHex(Simple type, Object value) {
    List<Column> columns = List.of(value("V", type));
    byte[] bytes = RowEncoder.values(sink(columns, true, Format.KAFKA)).encode(row(columns, value));
    return HexFormat.of().formatHex(bytes);
  }

  static Row row(List<Column> columns, @Nullable Object... values) {
    return Row.of(columns.stream().map(Column::type).toList(), Arrays.asList(values));
  }

  private static @Nullable String valueText(
      List<Column> columns, boolean wrap, Format format, Row row) {
    return text(RowEncoder.values(sink(columns, wrap, format)).encode(row));
  }

  private static @Nullable String keyText(List<Column> columns, Format format, Row row) {
    return text(RowEncoder.keys(sink(columns, true, format)).encode(row));
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Sink sink(List<Column> columns, boolean wrap, Format format) {
    return new Sink(
        "OUT",
        new Serialization("out", format, format, wrap),
        columns,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty());
  }
}
