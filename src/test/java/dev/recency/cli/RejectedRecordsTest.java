package dev.recency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RejectedRecordsTest {
  @Test
  void theSummaryCountsByReasonAndLeavesOutWhatIsNoDeadLetter() {
    RejectedRecords rejected =
        RejectedRecords.of(
            List.of(
                record("{\"reason\":\"NULL_KEY\"}"),
                record("{\"reason\":\"MALFORMED_VALUE\"}"),
                record("somebody else's"),
                record("{\"reason\":\"MALFORMED_VALUE\"}")));
    assertThat(rejected.summary()).isEqualTo("3 dead letters: MALFORMED_VALUE 2, NULL_KEY 1");
  }

  @Test
  void nothingRejectedIsSaidToo() {
    assertThat(RejectedRecords.of(List.of()).summary()).isEqualTo("0 dead letters");
  }

  private static ConsumerRecord<byte[], byte[]> record(String value) {
    return new ConsumerRecord<>(
        "rejected", 0, 0, new byte[0], value.getBytes(StandardCharsets.UTF_8));
  }
}
