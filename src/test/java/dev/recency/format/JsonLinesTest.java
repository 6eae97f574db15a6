package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.Inputs.value;
import static dev.recency.format.RecordRow.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recency.plan.Format;
import dev.recency.plan.Serialization;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines in, lines out, and what is wrong with a line. */
class JsonLinesTest {
  private static final JsonLines LINES =
      JsonLines.of(
          List.of(
              topic("clicks", Format.KAFKA, Format.JSON),
              topic("numbers", Format.JSON, Format.KAFKA),
              topic("table", Format.DELIMITED, Format.DELIMITED)));

  private static JsonLines.Topic topic(String name, Format keys, Format values) {
    return new JsonLines.Topic(
        new Serialization(name, keys, values, true),
        List.of(key("K", Simple.STRING), value("V", Simple.BIGINT)));
  }

  @Test
  void aLineIsARecord() {
    JsonLines.Line line =
        LINES.read(
            "f:1",
            "",
            "{\"topic\":\"clicks\",\"partition\":2,\"key\":\"u1\",\"value\":{\"V\": 5},"
                + "\"timestamp\":1700,\"headers\":[[\"a\",\"x\"],[\"b\",null]]}");
    assertThat(line.topic()).isEqualTo("clicks");
    assertThat(line.partition()).hasValue(2);
    assertThat(line.key()).isEqualTo(bytes("u1"));
    assertThat(line.value()).isEqualTo(bytes("{\"V\": 5}"));
    assertThat(line.timestampMillis()).hasValue(1700);
    assertThat(line.headers()).hasSize(2);
    assertThat(line.headers().get(0).value()).isEqualTo(bytes("x"));
    assertThat(line.headers().get(1).value()).isNull();
  }

  @Test
  void whatALineLeavesOutIsEmpty() {
    JsonLines.Line line = LINES.read("f:1", "clicks", "{\"value\":null}");
    assertThat(line.topic()).isEqualTo("clicks");
    assertThat(line.partition()).isEmpty();
    assertThat(line.key()).isNull();
    assertThat(line.value()).isNull();
    assertThat(line.timestampMillis()).isEmpty();
    assertThat(line.headers()).isEmpty();
  }

  @Test
  void jsonPassesThroughAsItIsWritten() {
    for (String json :
        List.of("{\"a\":1,\"a\":2}", "1e400", "\"x\\u0041\"", "[1.0,  2.50]", "true", "-0")) {
      String line = "{\"value\": " + json + " , \"topic\":\"clicks\"}";
      assertThat(LINES.read("f:1", "", line).value()).as(json).isEqualTo(bytes(json));
      assertThat(LINES.read("f:1", "clicks", "{\"value\":" + json + "}").value())
          .isEqualTo(bytes(json));
    }
  }

  @Test
  void everyFormatHasItsBytes() {
    assertThat(hex("{\"topic\":\"numbers\",\"value\":258}")).isEqualTo("0000000000000102");
    assertThat(hex("{\"topic\":\"numbers\",\"value\":{\"base64\":\"/w==\"}}")).isEqualTo("ff");
    assertThat(text("{\"topic\":\"table\",\"value\":\"a,b\"}")).isEqualTo("a,b");
    assertThat(text("{\"topic\":\"table\",\"value\":5}")).isEqualTo("5");
    assertThat(text("{\"topic\":\"other\",\"value\":\"free text\"}")).isEqualTo("free text");
    assertThat(text("{\"topic\":\"other\",\"value\":{\"a\":1}}")).isEqualTo("{\"a\":1}");
  }

  private static String hex(String line) {
    return HexFormat.of().formatHex(LINES.read("f:1", "", line).value());
  }

  private static String text(String line) {
    return new String(LINES.read("f:1", "", line).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aRecordIsWrittenInOneOrderAndReadBack() {
    List<RawRecord.Header> headers =
        List.of(new RawRecord.Header("h", bytes("é")), new RawRecord.Header("i", new byte[] {-1}));
    RawRecord record =
        new RawRecord("clicks", 1, 4, 17, bytes("u\"1"), bytes("{\"V\":1.50}\n"), headers);
    assertThat(LINES.write(record))
        .isEqualTo(
            "{\"topic\":\"clicks\",\"partition\":1,\"key\":\"u\\\"1\",\"value\":{\"V\":1.50},"
                + "\"timestamp\":17,\"headers\":[[\"h\",\"é\"],[\"i\",{\"base64\":\"/w==\"}]]}");
    assertThat(LINES.write(new RawRecord("clicks", 0, 0, -1, null, null, List.of())))
        .isEqualTo("{\"topic\":\"clicks\",\"partition\":0,\"key\":null,\"value\":null}");
  }

  @Test
  void everyOddRecordSurvivesTheWayOutAndIn() {
    for (String topic : List.of("clicks", "numbers", "table", "other")) {
      for (RecordRow row : RecordRows.all()) {
        RawRecord from = row.record();
        RawRecord record = new RawRecord(topic, 0, 0, 1, from.key(), from.value(), from.headers());
        String line = LINES.write(record);
        assertThat(line).doesNotContain("\n", "\r");
        JsonLines.Line back = LINES.read("f:1", "", line);
        assertThat(trimmed(back.value())).as(row.name()).isEqualTo(trimmed(record.value()));
        assertThat(trimmed(back.key())).as(row.name()).isEqualTo(trimmed(record.key()));
        assertThat(back.headers()).hasSameSizeAs(record.headers());
      }
    }
  }

  /** Blanks and line ends around JSON are not kept. */
  private static @Nullable String trimmed(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1).strip();
  }

  @Test
  void aBadLineSaysWhereAndWhat() {
    assertBad("", "expected one JSON object");
    assertBad("[]", "expected one JSON object");
    assertBad("{\"value\":1", "expected one JSON object");
    assertBad("{\"value\":1} 2", "expected one JSON object, found more behind it");
    assertBad(
        "{\"userId\":\"u1\"}",
        "unknown field [userId]; a line has topic, partition, key, value, timestamp, headers and"
            + " window");
    assertBad("{\"topic\":\"t\"}", "the line has no value; add \"value\", null for a tombstone");
    assertBad("{\"value\":1}", "the line names no topic; add \"topic\"");
    assertBad("{\"topic\":5}", "[topic] has to be a string");
    assertBad("{\"timestamp\":-1}", "[timestamp] has to be a whole number from 0");
    assertBad("{\"partition\":1.5}", "[partition] has to be a whole number from 0");
    assertBad("{\"headers\":[\"a\"]}", "[headers] has to be [[\"name\", \"text\"], …]");
    assertBad("{\"topic\":\"numbers\",\"value\":\"x\"}", "expected a number of type BIGINT");
    assertBad(
        "{\"topic\":\"clicks\",\"value\":{\"base64\":\"!\"}}", "[base64] holds no base64 text");
  }

  private static void assertBad(String line, String problem) {
    assertThatThrownBy(() -> LINES.read("events.jsonl:12", "", line))
        .isInstanceOf(BadLineException.class)
        .hasMessage("events.jsonl:12: " + problem);
  }

  @Test
  void aWindowedKeyEndsWithItsWindow() {
    String line =
        "{\"topic\":\"clicks\",\"key\":\"k\",\"value\":null,"
            + "\"window\":{\"start\":1,\"end\":2,\"type\":\"time\"}}";
    assertThat(LINES.read("f:1", "", line).key())
        .isEqualTo(HexFormat.of().parseHex("6b0000000000000001"));
    assertThat(LINES.read("f:1", "", line.replace("time", "session")).key())
        .isEqualTo(HexFormat.of().parseHex("6b00000000000000020000000000000001"));
  }

  @Test
  void aCodecSpeaksJsonTrees() {
    TopicCodec codec =
        TopicCodec.of(
            new Serialization("t", Format.KAFKA, Format.JSON, true),
            List.of(key("K", Simple.DOUBLE)));
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    assertThat(codec.encodeKey(nodes.numberNode(1.0)))
        .isEqualTo(HexFormat.of().parseHex("3ff0000000000000"));
    assertThat(codec.encodeKey(null)).isNull();
    assertThat(codec.encodeValue(nodes.nullNode())).isNull();
    assertThat(codec.decodeKey(new byte[8]).doubleValue()).isZero();
    assertThat(codec.decodeKey(new byte[3]).get("base64").textValue()).isEqualTo("AAAA");
    assertThat(codec.decodeValue(bytes("{\"a\":1.50}")).get("a").decimalValue().scale())
        .isEqualTo(2);
    assertThat(codec.decodeValue(null).isNull()).isTrue();
  }
}
