package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.Inputs.value;
import static dev.recency.format.RecordRow.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.Serialization;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What decoders read in the formats, layouts and system columns that the table leaves out. */
class DecoderTest {
  private static final Format SEMICOLON = new Format(Format.Kind.DELIMITED, ';');

  @Test
  void delimitedReadsEveryTypeAndEmptyAsNull() {
    Input input =
        input(
            Format.NONE,
            Format.DELIMITED,
            value("S", Simple.STRING),
            value("I", Simple.INTEGER),
            value("D", Simple.DOUBLE),
            value("P", new SqlType.Decimal(6, 2)),
            value("F", Simple.BOOLEAN),
            value("X", Simple.BYTES));
    assertThat(values(input, null, "\"a,\"\"b\"\"\",12,1e2,1.5,TRUE,AQI=\r\n"))
        .containsExactly(
            "a,\"b\"", 12, 100.0, new BigDecimal("1.50"), true, ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(values(input, null, ",,,,,")).containsOnlyNulls().hasSize(6);
    assertThat(values(input, null, "\"\",,,,no,"))
        .containsExactly(null, null, null, null, false, null);
  }

  @Test
  void delimitedRefusesWhatIsNotOneLineOfItsFields() {
    Input input =
        input(Format.NONE, SEMICOLON, value("S", Simple.STRING), value("I", Simple.INTEGER));
    assertThat(rejection(input, "a;1;2")).isEqualTo("value: expected [2] fields, found [3]");
    assertThat(rejection(input, "a")).isEqualTo("value: expected [2] fields, found [1]");
    assertThat(rejection(input, "a;x"))
        .isEqualTo("value [I]: expected INTEGER, found text that is no whole number");
    assertThat(rejection(input, "a;3000000000"))
        .isEqualTo("value [I]: the number does not fit INTEGER");
    String oneLine = "value: expected one DELIMITED line with closed quotes";
    assertThat(rejection(input, "\"a;1")).isEqualTo(oneLine);
    assertThat(rejection(input, "\"a\"b;1")).isEqualTo(oneLine);
    assertThat(rejection(input, "a;1\nb;2")).isEqualTo(oneLine);
    assertThat(rejection(input, "")).isEqualTo(oneLine);
  }

  @Test
  void onlyColumnsOfTheLayoutAreRead() {
    List<Column> declared =
        List.of(key("K", Simple.INTEGER), value("A", Simple.INTEGER), value("B", Simple.INTEGER));
    List<Column> layout = List.of(value("B", Simple.INTEGER));
    for (Format format : List.of(Format.JSON, SEMICOLON)) {
      Serialization serialization = new Serialization("t", Format.KAFKA, format, true);
      Input input = Inputs.of(serialization, declared, layout, Optional.empty());
      String text = format == SEMICOLON ? "bad;2" : "{\"a\":\"bad\",\"b\":2}";
      Event event = event(input, bytes("not four bytes"), bytes(text));
      assertThat(event.row().size()).isEqualTo(1);
      assertThat(event.row().getLong(0)).isEqualTo(2);
    }
  }

  @Test
  void severalKeyColumnsAreAnObjectOrALine() {
    Column[] columns = {key("K", Simple.INTEGER), key("L", Simple.STRING)};
    assertThat(values(input(Format.JSON, Format.NONE, columns), "{\"l\":\"x\",\"K\":1}", ""))
        .containsExactly(1, "x");
    assertThat(values(input(SEMICOLON, Format.NONE, columns), "1;x", "")).containsExactly(1, "x");
    assertThat(decode(input(Format.JSON, Format.NONE, columns), bytes("17"), null))
        .isEqualTo(new Decoded.Rejected(RejectReason.MALFORMED_KEY, "key: expected a JSON object"));
  }

  @Test
  void kafkaNumbersHaveTheirWidth() {
    Input input =
        input(Format.KAFKA, Format.KAFKA, key("K", Simple.INTEGER), value("V", Simple.DOUBLE));
    byte[] one = HexFormat.of().parseHex("3ff0000000000000");
    assertThat(columns(input, event(input, new byte[] {0, 0, 1, 0}, one)))
        .containsExactly(256, 1.0);
    assertThat(decode(input, new byte[3], one))
        .isEqualTo(
            new Decoded.Rejected(
                RejectReason.MALFORMED_KEY, "key [K]: expected INTEGER in [4] bytes, found [3]"));
  }

  @Test
  void anUnwrappedValueIsTheColumnItself() {
    SqlType struct = new SqlType.Struct(List.of(new SqlType.Field("A", Simple.DOUBLE)));
    assertThat(bare(struct, "{\"a\":1}")).isEqualTo(StructValue.of(1.0));
    assertThat(bare(new SqlType.Array(Simple.STRING), "[1,null]"))
        .isEqualTo(Arrays.asList("1", null));
    assertThat(bare(new SqlType.MapOf(Simple.STRING, Simple.INTEGER), "{\"x\":1,\"x\":2}"))
        .isEqualTo(Map.of("x", 2));
    assertThat(bare(Simple.BIGINT, "5")).isEqualTo(5L);
    Input input = bareInput(Simple.BIGINT);
    assertThat(event(input, null, bytes("null")).tombstone()).isTrue();
    assertThat(rejection(input, "true")).isEqualTo("value [V]: expected BIGINT, found a boolean");
  }

  private static @Nullable Object bare(SqlType type, String text) {
    return values(bareInput(type), null, text).get(0);
  }

  private static Input bareInput(SqlType type) {
    return Inputs.of(
        new Serialization("t", Format.NONE, Format.JSON, false),
        List.of(value("V", type)),
        Optional.empty());
  }

  @Test
  void oneFieldFillsAQuotedAndAnUnquotedColumn() {
    Input input =
        input(Format.NONE, Format.JSON, value("A", Simple.INTEGER), value("a", Simple.DOUBLE));
    assertThat(values(input, null, "{\"a\":1}")).containsExactly(1, 1.0);
    assertThat(values(input, null, "{\"A\":2,\"a\":1}")).containsExactly(2, 1.0);
    assertThat(values(input, null, "{\"a\":1.5,\"A\":2}")).containsExactly(2, 1.5);
  }

  @Test
  void temporalColumnsAreNumbers() {
    Input input =
        input(
            Format.NONE,
            Format.JSON,
            value("T", Simple.TIMESTAMP),
            value("D", Simple.DATE),
            value("C", Simple.TIME));
    assertThat(values(input, null, "{\"t\":\"5\",\"d\":-1,\"c\":86399999}"))
        .containsExactly(5L, -1, 86_399_999);
    assertThat(decode(input, null, bytes("{\"c\":86400000}")))
        .isEqualTo(
            new Decoded.Rejected(
                RejectReason.OUT_OF_RANGE, "value [C]: the number does not fit TIME"));
  }

  @Test
  void systemColumnsComeFromTheRecord() {
    SqlType header =
        new SqlType.Struct(
            List.of(
                new SqlType.Field("KEY", Simple.STRING), new SqlType.Field("VALUE", Simple.BYTES)));
    Input input =
        input(
            Format.NONE,
            Format.JSON,
            new Column("ROWTIME", Simple.BIGINT, Role.ROWTIME),
            new Column("ROWPARTITION", Simple.INTEGER, Role.ROWPARTITION),
            new Column("ROWOFFSET", Simple.BIGINT, Role.ROWOFFSET),
            new Column("H", new SqlType.Array(header), Role.HEADERS),
            new Column("LAST", Simple.BYTES, Role.HEADER, "a"),
            new Column("NO", Simple.BYTES, Role.HEADER, "z"));
    List<RawRecord.Header> headers =
        List.of(
            new RawRecord.Header("a", new byte[] {1}),
            new RawRecord.Header("b", null),
            new RawRecord.Header("a", new byte[] {2}));
    RawRecord record = new RawRecord("t", 3, 9, 1_000, null, bytes("{}"), headers);
    ByteBuffer one = ByteBuffer.wrap(new byte[] {1});
    ByteBuffer two = ByteBuffer.wrap(new byte[] {2});
    assertThat(columns(input, ((Decoded.Accepted) Decoders.of(input).decode(record)).event()))
        .containsExactly(
            1_000L,
            3,
            9L,
            List.of(StructValue.of("a", one), StructValue.of("b", null), StructValue.of("a", two)),
            two,
            null);
  }

  private static Input input(Format keys, Format values, Column... columns) {
    return Inputs.of(
        new Serialization("t", keys, values, true), List.of(columns), Optional.empty());
  }

  private static List<@Nullable Object> values(Input input, @Nullable String key, String value) {
    return columns(input, event(input, key == null ? null : bytes(key), bytes(value)));
  }

  private static List<@Nullable Object> columns(Input input, Event event) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int slot = 0; slot < event.row().size(); slot++) {
      values.add(event.row().get(slot, input.layout().types().get(slot)));
    }
    return values;
  }

  private static String rejection(Input input, String value) {
    return ((Decoded.Rejected) decode(input, null, bytes(value))).message();
  }

  private static Event event(Input input, byte @Nullable [] key, byte @Nullable [] value) {
    return ((Decoded.Accepted) decode(input, key, value)).event();
  }

  private static Decoded decode(Input input, byte @Nullable [] key, byte @Nullable [] value) {
    return Decoders.of(input).decode(RecordRow.raw(RecordRow.Topic.ORDERS, key, value));
  }
}
