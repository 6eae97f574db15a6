package dev.recency.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.junit.jupiter.api.Test;

final class LiveSourceTest {
  @Test
  void whatAnAbortedTransactionWroteIsNotReadUnlessTheUserWantsIt() {
    assertThat(LiveSource.settings(Map.of())).containsEntry("isolation.level", "read_committed");
    assertThat(LiveSource.settings(Map.of("isolation.level", "read_uncommitted")))
        .containsEntry("isolation.level", "read_uncommitted");
  }

  @Test
  void anOffsetThatIsGoneIsNeverReset() {
    assertThat(new EarliestOrNone().getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.NONE);
  }
}
