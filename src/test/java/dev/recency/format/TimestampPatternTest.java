package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.RecordRow.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.Serialization;
import dev.recency.plan.TimestampColumn;
import dev.recency.plan.row.RejectReason;
import dev.recency.plan.type.SqlType.Simple;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Event times that stand in a STRING column. */
class TimestampPatternTest {
  @Test
  void aTextTimestampFollowsItsPattern() {
    assertThat(time("yyyy-MM-dd HH:mm:ss", "2023-11-14 22:13:20")).isEqualTo(1_700_000_000_000L);
    assertThat(time("yyyy-MM-dd'T'HH:mm:ssX", "2023-11-14T23:13:20+01"))
        .isEqualTo(1_700_000_000_000L);
    assertThat(time("yyyy-MM-dd HH:mm:ss VV", "2023-11-14 23:13:20 Europe/Oslo"))
        .isEqualTo(1_700_000_000_000L);
    assertThat(time("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn", "2023-11-14T22:13:20.123456789"))
        .isEqualTo(1_700_000_000_123L);
    assertThat(time("yyyy-MM-dd", "2023-11-14")).isEqualTo(1_699_920_000_000L);
    assertThat(time("yy-MM", "70-02")).isEqualTo(3_158_438_400_000L).isPositive();
    assertThat(time("HH:mm", "00:01")).isEqualTo(60_000);
    assertThat(time("yyyy-MM-dd", "14.11.2023")).isEqualTo(-1);
    assertThat(time("yyyy-MM-dd", "1969-12-31")).isEqualTo(-1);
    assertThatThrownBy(() -> time("fff", "1")).isInstanceOf(IllegalArgumentException.class);
  }

  private static long time(String pattern, String text) {
    Input input =
        Inputs.of(
            new Serialization("t", Format.KAFKA, Format.JSON, true),
            List.of(key("AT", Simple.STRING)),
            Optional.of(new TimestampColumn("AT", Optional.of(pattern))));
    RawRecord record = RecordRow.raw(RecordRow.Topic.ORDERS, bytes(text), bytes("{}"));
    Decoded decoded = Decoders.of(input).decode(record);
    if (decoded instanceof Decoded.Rejected rejected) {
      assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_TIMESTAMP);
      assertThat(rejected.message()).contains("[AT]").contains(pattern).doesNotContain(text);
      return -1;
    }
    return ((Decoded.Accepted) decoded).event().eventTimeMillis();
  }
}
