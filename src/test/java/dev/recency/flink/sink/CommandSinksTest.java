package dev.recency.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.flink.JobOptions;
import dev.recency.flink.statement.DeadLetters;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandSinksTest {
  private static String letterLimit(Map<String, String> sink) {
    JobOptions options = JobOptions.of("localhost:9092").withKafka(Map.of(), sink);
    return new CommandSinks(options).letterProperties().getProperty("max.request.size");
  }

  @Test
  void theProducerOfDeadLettersTakesTheSmallestLetterThereCanBe() {
    assertThat(letterLimit(Map.of("max.request.size", "1000")))
        .isEqualTo(Long.toString(DeadLetters.MIN_BYTES));
    assertThat(letterLimit(Map.of("max.request.size", "200000"))).isEqualTo("200000");
    assertThat(letterLimit(Map.of())).isEqualTo("1048576");
  }
}
