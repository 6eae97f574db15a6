package dev.recency.format;

import static dev.recency.format.Inputs.key;
import static dev.recency.format.Inputs.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Input;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: an event or a reason, no exception, and no trace in the next record. */
class DecoderFuzzTest {
  private static final int ROUNDS = 60_000;

  private static final String GOOD =
      "{\"name\":\"Ann \\u00e9\",\"nickName\":null,\"age\":31,\"quantity\":\"12\",\"amount\":1.5e3,"
          + "\"price\":12.25,\"active\":true,\"tags\":[\"a\",null,{\"x\":[1]}],"
          + "\"address\":{\"city\":\"Oslo\",\"zip\":150,\"x\":-0.0}}";

  private final Random random = new Random(seed());

  private static long seed() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    System.out.println("DecoderFuzzTest seed [" + seed + "]");
    return seed;
  }

  @Test
  void anyBytesHaveAFateAndNoMemory() {
    List<Input> inputs = inputs();
    List<RecordDecoder> reused = inputs.stream().map(Decoders::of).toList();
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int which = random.nextInt(inputs.size());
      RawRecord record =
          new RawRecord("t", 0, round, random.nextInt(5), bytes(), bytes(), List.of());
      Decoded decoded = reused.get(which).decode(record);
      assertThat(decoded).isNotNull();
      if (decoded instanceof Decoded.Accepted event) {
        accepted++;
        encode(inputs.get(which), event);
      }
      if (round % 16 == 0) {
        // A decoder that has seen everything answers as a new one.
        assertThat(summary(inputs.get(which), decoded))
            .isEqualTo(summary(inputs.get(which), Decoders.of(inputs.get(which)).decode(record)));
      }
    }
    assertThat(accepted).isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
  }

  /** What was read can be written. */
  private static void encode(Input input, Decoded.Accepted accepted) {
    Sink sink =
        new Sink(
            "OUT",
            input.source().serialization(),
            input.layout().columns(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());
    RowEncoder.keys(sink).encode(accepted.event().row());
    RowEncoder.values(sink).encode(accepted.event().row());
  }

  private static String summary(Input input, Decoded decoded) {
    if (!(decoded instanceof Decoded.Accepted accepted)) {
      return decoded.toString();
    }
    List<String> values = new ArrayList<>();
    List<SqlType> types = input.layout().types();
    for (int slot = 0; slot < types.size(); slot++) {
      values.add(String.valueOf(accepted.event().row().get(slot, types.get(slot))));
    }
    return values + " " + accepted.event().eventTimeMillis() + accepted.event().tombstone();
  }

  private byte[] bytes() {
    byte[] bytes =
        random.nextInt(10) == 0
            ? new byte[random.nextInt(40)]
            : RecordRow.bytes(random.nextInt(4) == 0 ? "3" : GOOD);
    if (random.nextInt(10) == 0) {
      random.nextBytes(bytes);
    }
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes = mutated(bytes);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes[at] = (byte) "{}[]\",:0-9.eEn\\u ".charAt(random.nextInt(17));
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      default -> {
        // A piece of the record once more: duplicate fields, nested copies.
        int from = random.nextInt(at + 1);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + at - from);
        System.arraycopy(bytes, from, longer, at, bytes.length - from);
        return longer;
      }
    }
    return bytes;
  }

  private static List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    inputs.add(Inputs.of(RecordRow.Topic.ORDERS));
    inputs.add(Inputs.of(RecordRow.Topic.TIMED));
    inputs.add(
        input(Format.KAFKA, Format.KAFKA, key("K", Simple.DOUBLE), value("V", Simple.STRING)));
    inputs.add(
        input(
            Format.DELIMITED, Format.DELIMITED, key("K", Simple.STRING), value("V", Simple.BYTES)));
    inputs.add(
        input(
            Format.JSON,
            Format.DELIMITED,
            key("K", new SqlType.MapOf(Simple.STRING, new SqlType.Array(Simple.TIME))),
            key("L", new SqlType.Decimal(38, 10)),
            value("V", Simple.DATE),
            value("W", new SqlType.Decimal(4, 4))));
    return inputs;
  }

  private static Input input(Format keys, Format values, Column... columns) {
    return Inputs.of(
        new Serialization("t", keys, values, false), List.of(columns), Optional.empty());
  }
}
