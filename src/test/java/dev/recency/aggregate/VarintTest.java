package dev.recency.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        127,
        128,
        16_383,
        16_384,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void readsBackWhatItWroteInTheBytesItNamed(long value) {
    ByteBuffer buffer = ByteBuffer.allocate(20);
    Varint.writeUnsigned(buffer, value);
    assertThat(buffer.position()).isEqualTo(Varint.sizeUnsigned(value));
    Varint.writeSigned(buffer, value);
    assertThat(buffer.position()).isEqualTo(Varint.sizeUnsigned(value) + Varint.sizeSigned(value));
    buffer.flip();
    assertThat(Varint.readUnsigned(buffer)).isEqualTo(value);
    assertThat(Varint.readSigned(buffer)).isEqualTo(value);
  }

  @Test
  void smallNumbersAreShortWhateverTheirSign() {
    assertThat(Varint.sizeSigned(-64)).isEqualTo(1);
    assertThat(Varint.sizeSigned(63)).isEqualTo(1);
    assertThat(Varint.sizeUnsigned(127)).isEqualTo(1);
  }

  @Test
  void refusesMoreThan64Bits() {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex("ffffffffffffffffff02"));
    assertThatThrownBy(() -> Varint.readUnsigned(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANumberWithoutItsEnd() {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex("ffff"));
    assertThatThrownBy(() -> Varint.readUnsigned(bytes))
        .isInstanceOf(BufferUnderflowException.class);
  }

  @Test
  void refusesACountOfMoreThanThereCanBe() {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex("05"));
    assertThatThrownBy(() -> Varint.readCount(bytes, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count [5] is more than [4]");
  }
}
