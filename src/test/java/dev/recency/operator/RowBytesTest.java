package dev.recency.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBytesTest {
  private static final List<SqlType> TYPES =
      List.of(Simple.STRING, Simple.INTEGER, Simple.DOUBLE, new SqlType.Array(Simple.BIGINT));
  private static final RowBytes ROWS = new RowBytes("OWNERS", TYPES);

  /** The layout of format version 1; a change needs a new version. */
  private static final String BYTES = "01" + "0b" + "0461" + "62" + "0e" + "02" + "03" + "0203";

  private static Row row() {
    return Row.of(TYPES, Arrays.asList("ab", 7, null, List.of(1L, -2L)));
  }

  @Test
  void writesVersion1() {
    assertThat(HexFormat.of().formatHex(ROWS.encode(row()))).isEqualTo(BYTES);
  }

  @Test
  void readsVersion1() {
    Row read = ROWS.decode(HexFormat.of().parseHex(BYTES));
    assertThat(read.getReference(0)).isEqualTo("ab");
    assertThat(read.getLong(1)).isEqualTo(7);
    assertThat(read.isNull(2)).isTrue();
    assertThat(read.getReference(3)).isEqualTo(List.of(1L, -2L));
  }

  @Test
  void namesAVersionThatItDoesNotKnow() {
    byte[] bytes = HexFormat.of().parseHex(BYTES);
    bytes[0] = 9;
    assertThatThrownBy(() -> ROWS.decode(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageStartingWith(
            "state of statement [OWNERS] has format version [9], expected [1].");
  }

  @Test
  void damagedBytesAreNamed() {
    byte[] bytes = HexFormat.of().parseHex(BYTES);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ROWS.decode(cut)).isInstanceOf(StateFormatException.class);
    }
    assertThatThrownBy(() -> ROWS.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("[1] bytes too many");
  }
}
