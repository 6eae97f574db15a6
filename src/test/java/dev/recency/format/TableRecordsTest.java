package dev.recency.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.row.Event;
import dev.recency.plan.row.RejectReason;
import dev.recency.sql.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of a table say which row they are about, and whether it is still there. */
class TableRecordsTest {
  private static final String TIMED =
      "CREATE TABLE t (k STRING PRIMARY KEY, ts BIGINT, n INT)"
          + " WITH (KAFKA_TOPIC='t', VALUE_FORMAT='JSON', KEY_FORMAT='%s', TIMESTAMP='ts');"
          + "CREATE TABLE u AS SELECT * FROM t;";
  private static final String TWO_KEYS =
      "CREATE TABLE t (k STRING PRIMARY KEY, l INT PRIMARY KEY, n INT)"
          + " WITH (KAFKA_TOPIC='t', FORMAT='JSON'); CREATE TABLE u AS SELECT * FROM t;";

  private static Decoded decode(String sql, @Nullable String key, @Nullable String value) {
    Plan plan = Planner.plan(List.of(SqlParser.script("t.sql", sql)));
    return Decoders.of(plan.inputs().get(0))
        .decode(new RawRecord("t", 0, 0, 7, bytes(key), bytes(value), List.of()));
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertKeyless(Decoded decoded) {
    assertThat(decoded)
        .isEqualTo(new Decoded.Rejected(RejectReason.NULL_KEY, "the record of a table has no key"));
  }

  private static Event event(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).event();
  }

  @Test
  void aRecordWithoutAKeyIsRejected() {
    assertKeyless(decode(TIMED.formatted("KAFKA"), null, "{\"ts\":5}"));
    assertKeyless(decode(TIMED.formatted("KAFKA"), null, null));
    assertKeyless(decode(TIMED.formatted("JSON"), "null", "{\"ts\":5}"));
    assertKeyless(decode(TWO_KEYS, null, "{\"n\":5}"));
    assertKeyless(decode(TWO_KEYS, "{}", "{\"n\":5}"));
  }

  @Test
  void aKeyThatIsThereInPartIsAKey() {
    assertThat(event(decode(TWO_KEYS, "{\"K\":\"a\"}", "{\"n\":5}")).tombstone()).isFalse();
    assertThat(event(decode(TIMED.formatted("KAFKA"), "", "{\"ts\":5}")).eventTimeMillis())
        .isEqualTo(5);
  }

  @Test
  void aDeleteHasTheTimeOfItsRecordBecauseItHasNoColumns() {
    Event delete = event(decode(TIMED.formatted("KAFKA"), "a", null));
    assertThat(delete.tombstone()).isTrue();
    assertThat(delete.eventTimeMillis()).isEqualTo(7);
  }

  @Test
  void aRowWithoutItsTimestampIsStillRejected() {
    assertThat(decode(TIMED.formatted("KAFKA"), "a", "{\"n\":1}"))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_TIMESTAMP));
  }

  @Test
  void aDeleteInAStreamIsRejectedForItsTimestampAsBefore() {
    String stream = TIMED.replace("TABLE", "STREAM").replace("PRIMARY KEY", "KEY");
    assertThat(decode(stream.formatted("KAFKA"), "a", null)).isInstanceOf(Decoded.Rejected.class);
  }
}
