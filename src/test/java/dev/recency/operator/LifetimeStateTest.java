package dev.recency.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.aggregate.Aggregate;
import dev.recency.aggregate.Aggregates;
import dev.recency.aggregate.Varint;
import dev.recency.plan.AggregateCall;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeStateTest {
  private static final List<Aggregate<Object>> COUNTS = counts(2);
  private static final LifetimeState STATE =
      new LifetimeState(
          true,
          9,
          1_700_000_000_123L,
          1_700_000_000_456L,
          List.of(accumulator(7), accumulator(300)));

  /** The layout of format version 2; a change needs a new version. */
  private static final String BYTES =
      "020109"
          + "0000018bcfe5687b"
          + "0000018bcfe569c8"
          + "0002"
          + "020000000107"
          + "0200000002ac02";

  @Test
  void writesVersion2() {
    assertThat(HexFormat.of().formatHex(STATE.toBytes(COUNTS))).isEqualTo(BYTES);
  }

  @Test
  void readsVersion2() {
    LifetimeState read = read(HexFormat.of().parseHex(BYTES));
    assertThat(read.visible()).isTrue();
    assertThat(read.events()).isEqualTo(9);
    assertThat(read.newestEventMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(read.newestArrivalMillis()).isEqualTo(1_700_000_000_456L);
    assertThat(COUNTS.get(0).lower(read.accumulators().get(0))).isEqualTo(7L);
    assertThat(COUNTS.get(1).lower(read.accumulators().get(1))).isEqualTo(300L);
  }

  @Test
  void namesAVersionThatItDoesNotKnow() {
    byte[] bytes = HexFormat.of().parseHex(BYTES);
    bytes[0] = 9;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessage(
            "state of statement [CLICKS] has format version [9], expected [2]. Restore a savepoint"
                + " that this release and this definition wrote, or give the statement another"
                + " name to start it without state.");
  }

  @Test
  void namesAnAggregateVersionThatItDoesNotKnow() {
    byte[] bytes = HexFormat.of().parseHex(BYTES);
    bytes[21] = 5;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("aggregate version [5], expected [2]");
  }

  @Test
  void refusesStateOfAnotherDefinition() {
    byte[] bytes = STATE.toBytes(COUNTS);
    assertThatThrownBy(() -> LifetimeState.fromBytes("CLICKS", bytes, counts(3)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("has [2] aggregates, expected [3]");
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = STATE.toBytes(COUNTS);
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(truncated))
          .as("first [%d] bytes", length)
          .isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void refusesBytesTooMany() {
    byte[] longer = Arrays.copyOf(STATE.toBytes(COUNTS), 40);
    assertThatThrownBy(() -> read(longer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("bytes too many");
  }

  private static Object accumulator(long count) {
    return COUNTS.get(0).read(encoded(count));
  }

  private static ByteBuffer encoded(long count) {
    ByteBuffer bytes = ByteBuffer.allocate(Varint.sizeUnsigned(count));
    Varint.writeUnsigned(bytes, count);
    return bytes.flip();
  }

  private static LifetimeState read(byte[] bytes) {
    return LifetimeState.fromBytes("CLICKS", bytes, COUNTS);
  }

  @SuppressWarnings("unchecked")
  private static List<Aggregate<Object>> counts(int number) {
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      calls.add(new AggregateCall("COUNT", List.of(), List.of(), Simple.BIGINT));
    }
    return Aggregates.of(calls, Aggregates.Meaning.DIALECT).stream()
        .map(each -> (Aggregate<Object>) each)
        .toList();
  }
}
