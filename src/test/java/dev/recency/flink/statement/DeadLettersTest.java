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

final class DeadLettersTest {
  private static final DeadLetters LETTERS = new DeadLetters("dead");

  private static CommandRecord letter(byte[] key, byte[] value) {
    RawRecord record = new RawRecord("orders", 3, 7, 1_000, key, value, List.of());
    return LETTERS.of(record, RejectReason.LIMIT, "too large");
  }

  private static JsonNode json(CommandRecord letter) throws Exception {
    return new ObjectMapper().readTree(letter.value());
  }

  @Test
  void aRecordIsKeptWhole() throws Exception {
    JsonNode json = json(letter(new byte[] {1}, new byte[DeadLetters.MAX_VALUE_BYTES]));
    assertThat(json.get("message").textValue()).isEqualTo("too large");
    assertThat(Base64.getDecoder().decode(json.get("value").textValue()))
        .hasSize(DeadLetters.MAX_VALUE_BYTES);
    assertThat(Base64.getDecoder().decode(json.get("key").textValue())).containsExactly(1);
  }

  @Test
  void theLetterOfAnEnormousRecordFitsIntoADefaultTopic() throws Exception {
    CommandRecord letter = letter(new byte[300_000], new byte[4 << 20]);
    assertThat(CommandSize.bytes(letter)).isLessThan(1 << 20);
    assertThat(json(letter).get("message").textValue())
        .isEqualTo(
            "too large (only the beginning of key [300000 bytes] and value [4194304 bytes])");
    assertThat(json(letter).get("offset").longValue()).isEqualTo(7);
  }
}
