package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Column;
import dev.recency.plan.Column.Role;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.KeyWindow;
import dev.recency.plan.RowLayout;
import dev.recency.plan.Serialization;
import dev.recency.plan.Source;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The window behind the bytes of a key, in records and in lines of JSON. */
class WindowedKeyTest {
  private static final KeyWindow SIZED = new KeyWindow.Sized(600_000);
  private static final KeyWindow SESSION = new KeyWindow.Session();

  private static byte[] hex(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTimeWindowIsItsStartAndASessionItsEndThenItsStart() {
    assertThat(WindowedKey.of(utf8("u1"), SIZED, 5_460_000, 6_060_000))
        .isEqualTo(hex("75 31 00 00 00 00 00 53 50 20"));
    assertThat(WindowedKey.of(utf8("u1"), SESSION, 1, 258))
        .isEqualTo(hex("75 31 00 00 00 00 00 00 01 02 00 00 00 00 00 00 00 01"));
  }

  @Test
  void boundsAndKeyAreReadBack() {
    byte[] time = WindowedKey.of(utf8("u1"), SIZED, 5_460_000, 6_060_000);
    assertThat(WindowedKey.inner(time, SIZED)).isEqualTo(utf8("u1"));
    assertThat(WindowedKey.startMillis(time)).isEqualTo(5_460_000);
    assertThat(WindowedKey.endMillis(time, SIZED)).isEqualTo(6_060_000);
    byte[] session = WindowedKey.of(utf8("u1"), SESSION, 1, 258);
    assertThat(WindowedKey.inner(session, SESSION)).isEqualTo(utf8("u1"));
    assertThat(WindowedKey.startMillis(session)).isEqualTo(1);
    assertThat(WindowedKey.endMillis(session, SESSION)).isEqualTo(258);
    assertThat(WindowedKey.holds(new byte[15], SESSION)).isFalse();
    assertThat(WindowedKey.holds(new byte[16], SESSION)).isTrue();
  }

  private static Decoded decode(
      KeyWindow window, byte @Nullable [] keyBytes, byte @Nullable [] valueBytes) {
    List<Column> columns = List.of(key("K", Simple.STRING), value("V", Simple.BIGINT));
    Source source =
        new Source(
            "S",
            Source.Kind.STREAM,
            new Serialization("t", Format.KAFKA, Format.JSON, true),
            columns,
            Optional.empty(),
            true,
            OptionalInt.empty(),
            Optional.of(window));
    List<Column> layout =
        List.of(
            columns.get(0),
            new Column("WINDOWSTART", Simple.BIGINT, Role.WINDOWSTART),
            new Column("WINDOWEND", Simple.BIGINT, Role.WINDOWEND));
    return Decoders.of(new Input(source, new RowLayout(layout), OptionalInt.empty()))
        .decode(new RawRecord("t", 0, 0, 7, keyBytes, valueBytes, List.of()));
  }

  private static Row row(Decoded decoded) {
    return ((Decoded.Accepted) decoded).event().row();
  }

  @Test
  void boundsAreColumnsOfEventsAndOfTombstones() {
    for (byte[] valueBytes : new byte[][] {utf8("{\"V\":1}"), null}) {
      Row row = row(decode(SESSION, WindowedKey.of(utf8("u1"), SESSION, 3, 9), valueBytes));
      assertThat(row.getReference(0)).isEqualTo("u1");
      assertThat(List.of(row.getLong(1), row.getLong(2))).containsExactly(3L, 9L);
    }
    Row sized = row(decode(SIZED, WindowedKey.of(utf8(""), SIZED, 60_000, 0), utf8("{}")));
    assertThat(List.of(sized.getLong(1), sized.getLong(2))).containsExactly(60_000L, 660_000L);
  }

  @Test
  void aNullKeyHasNullBounds() {
    Row row = row(decode(SIZED, null, utf8("{}")));
    assertThat(List.of(row.isNull(0), row.isNull(1), row.isNull(2))).containsOnly(true);
  }

  @Test
  void aKeyThatIsTooShortForAWindowIsRejected() {
    assertThat(decode(SESSION, new byte[15], utf8("{}")))
        .isEqualTo(
            new Decoded.Rejected(
                RejectReason.MALFORMED_KEY,
                "key: expected a window of [16] bytes behind it, got [15] bytes in all"));
  }

  private static JsonLines lines(KeyWindow window) {
    return JsonLines.of(
        List.of(
            new JsonLines.Topic(
                new Serialization("t", Format.KAFKA, Format.JSON, true),
                List.of(key("K", Simple.STRING), value("V", Simple.BIGINT)),
                Optional.of(window))));
  }

  @Test
  void linesSayTheWindowBesideTheKey() {
    String time =
        "{\"topic\":\"t\",\"partition\":0,\"key\":\"u1\",\"window\":{\"start\":5460000,\"end\":"
            + "6060000,\"type\":\"time\"},\"value\":{\"V\":1},\"timestamp\":7}";
    checkBothWays(lines(SIZED), time, WindowedKey.of(utf8("u1"), SIZED, 5_460_000, 6_060_000), 8);
    String session =
        "{\"topic\":\"t\",\"partition\":0,\"key\":\"u1\",\"window\":{\"start\":1,\"end\":258,"
            + "\"type\":\"session\"},\"value\":{\"V\":1},\"timestamp\":7}";
    checkBothWays(lines(SESSION), session, WindowedKey.of(utf8("u1"), SESSION, 1, 258), 16);
  }

  @Test
  void aKeyWithoutAWindowThatCanBeWrittenIsBytesOrNull() {
    String negative =
        "{\"topic\":\"t\",\"partition\":0,\"key\":{\"base64\":\"dTH//////////w==\"},"
            + "\"value\":{\"V\":1},\"timestamp\":7}";
    checkBothWays(lines(SIZED), negative, WindowedKey.of(utf8("u1"), SIZED, -1, 0), 0);
    String none =
        "{\"topic\":\"t\",\"partition\":0,\"key\":null,\"value\":{\"V\":1},\"timestamp\":7}";
    checkBothWays(lines(SIZED), none, null, 0);
  }

  private static void checkBothWays(
      JsonLines lines, String line, byte @Nullable [] keyBytes, int windowBytes) {
    RawRecord record = new RawRecord("t", 0, 0, 7, keyBytes, utf8("{\"V\":1}"), List.of());
    assertThat(lines.write(record)).isEqualTo(line);
    assertThat(lines.read("f:1", "", line).key()).isEqualTo(keyBytes);
    assertThat(lines.read("f:1", "", line).windowBytes()).isEqualTo(windowBytes);
  }
}
