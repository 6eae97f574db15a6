package dev.recency.flink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.row.RejectReason;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadLettersTest {
  private static CommandRecord letter(long maxBytes, byte[] key, byte[] value, String message) {
    RawRecord record = new RawRecord("orders", 3, 7, 1_000, key, value, List.of());
    return new DeadLetters("dead", maxBytes).of(record, RejectReason.LIMIT, message);
  }

  private static JsonNode json(CommandRecord letter) throws Exception {
    return new ObjectMapper().readTree(letter.value());
  }

  @Test
  void aRecordIsKeptWholeIfItsLetterFits() throws Exception {
    JsonNode json = json(letter(1 << 20, new byte[] {1}, new byte[600_000], "too large"));
    assertThat(json.get("message").textValue()).isEqualTo("too large");
    assertThat(Base64.getDecoder().decode(json.get("value").textValue())).hasSize(600_000);
    assertThat(Base64.getDecoder().decode(json.get("key").textValue())).containsExactly(1);
  }

  @Test
  void theLetterOfAnEnormousRecordSaysWhatItLeavesOut() throws Exception {
    CommandRecord letter = letter(1 << 20, new byte[300_000], new byte[4 << 20], "too large");
    assertThat(json(letter).get("message").textValue())
        .isEqualTo(
            "too large (only the beginning of key [300000 bytes] and value [4194304 bytes])");
    assertThat(json(letter).get("offset").longValue()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 32 << 10, 200_000, 1 << 20, 8 << 20})
  void noLetterIsLargerThanTheLimitOfItsSinkOrADefaultTopic(long maxBytes) {
    long limit = Math.max(DeadLetters.MIN_BYTES, Math.min(maxBytes, 1 << 20));
    for (int size : List.of(0, 10_000, 250_000, 2 << 20)) {
      String message = "\u0001".repeat(size);
      CommandRecord letter = letter(maxBytes, new byte[size], new byte[size], message);
      assertThat(CommandSize.bytes(letter)).as("of [%d] bytes", size).isLessThanOrEqualTo(limit);
    }
  }
}
