package dev.recency.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.Definitions;
import dev.recency.format.Decoded;
import dev.recency.plan.Plan;
import dev.recency.plan.row.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class ElementDecoderTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long MAX_FUTURE_MILLIS = 60_000;

  private static final Plan PLAN =
      Definitions.of(
              "test.sql",
              """
              CREATE STREAM timed (shop STRING, soldAt BIGINT)
                WITH (KAFKA_TOPIC='sales', VALUE_FORMAT='JSON', TIMESTAMP='soldAt');
              CREATE STREAM untimed (shop STRING)
                WITH (KAFKA_TOPIC='sales', VALUE_FORMAT='JSON');
              CREATE STREAM strict (shop INT, soldAt BIGINT)
                WITH (KAFKA_TOPIC='sales', VALUE_FORMAT='JSON', TIMESTAMP='soldAt');
              CREATE STREAM a AS SELECT shop, soldAt FROM timed EMIT CHANGES;
              CREATE STREAM b AS SELECT shop FROM untimed EMIT CHANGES;
              CREATE STREAM c AS SELECT shop FROM strict EMIT CHANGES;
              """)
          .plan();

  private static final SourceGroup TIMED = SourceGroup.of(PLAN).get(0);
  private static final SourceGroup UNTIMED = SourceGroup.of(PLAN).get(1);

  private static SourceElement.Read decode(
      SourceGroup group, boolean live, long soldAtMillis, long arrivalMillis) {
    String value = "{\"shop\":\"7\",\"soldAt\":" + soldAtMillis + "}";
    ConsumerRecord<byte[], byte[]> consumed =
        new ConsumerRecord<>(
            "sales",
            2,
            5,
            arrivalMillis,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            value.getBytes(StandardCharsets.UTF_8),
            new RecordHeaders(),
            Optional.empty());
    return new ElementDecoder(group, MAX_FUTURE_MILLIS, live, () -> NOW).decode(consumed);
  }

  /** What the first input of the group makes of it: an event time, or a reason. */
  private static Object fate(SourceElement.Read read) {
    Decoded first = read.decoded().get(0);
    return first instanceof Decoded.Rejected rejected
        ? rejected.reason()
        : ((Decoded.Accepted) first).event().eventTimeMillis();
  }

  @Test
  void inputsWithTheSameTopicFormatsAndTimestampShareASource() {
    assertThat(SourceGroup.of(PLAN)).hasSize(2);
    assertThat(TIMED.inputs())
        .extracting(input -> input.source().name())
        .containsExactly("TIMED", "STRICT");
    assertThat(TIMED.uid()).startsWith("sales-").isNotEqualTo(UNTIMED.uid());
  }

  @Test
  void aRecordIsDecodedForEachInputForItself() {
    SourceElement.Read read = decode(TIMED, false, NOW, NOW);
    assertThat(read.decoded()).hasSize(2).hasOnlyElementsOfType(Decoded.class);
    assertThat(read.raw().partition()).isEqualTo(2);
    assertThat(read.raw().offset()).isEqualTo(5);
    assertThat(fate(read)).isEqualTo(NOW);
  }

  @Test
  void anEventUpToTheLimitAheadOfItsArrivalIsAccepted() {
    long edge = NOW + MAX_FUTURE_MILLIS;
    assertThat(fate(decode(TIMED, false, edge, NOW))).isEqualTo(edge);
    assertThat(fate(decode(TIMED, false, edge + 1, NOW))).isEqualTo(RejectReason.FUTURE_TIMESTAMP);
  }

  @Test
  void aLiveSourceAlsoAsksTheWallClock() {
    long ahead = NOW + MAX_FUTURE_MILLIS + 1;
    for (SourceGroup group : List.of(TIMED, UNTIMED)) {
      assertThat(fate(decode(group, true, ahead, ahead))).isEqualTo(RejectReason.FUTURE_TIMESTAMP);
      assertThat(fate(decode(group, false, ahead, ahead)))
          .as("in a replay the arrival is the wall clock")
          .isEqualTo(ahead);
    }
  }
}
