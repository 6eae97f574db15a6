package dev.recency.plan;

import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** One value of each type. */
final class SampleValues {
  private SampleValues() {}

  static Object of(SqlType type) {
    if (type instanceof SqlType.Decimal decimal) {
      return BigDecimal.ONE.setScale(decimal.scale());
    }
    if (type instanceof SqlType.Array array) {
      return List.of(of(array.element()));
    }
    if (type instanceof SqlType.MapOf map) {
      return Map.of(of(map.key()), of(map.value()));
    }
    if (type instanceof SqlType.Struct struct) {
      return StructValue.of(
          struct.fields().stream().map(field -> of(field.type())).toArray(Object[]::new));
    }
    return switch ((SqlType.Simple) type) {
      case BOOLEAN -> true;
      case INTEGER, DATE, TIME -> 7;
      case BIGINT, TIMESTAMP -> 8L;
      case DOUBLE -> 0.5;
      case STRING -> "word";
      case BYTES -> ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer();
      case NULL -> throw new IllegalArgumentException("no column has this type");
    };
  }
}
