package dev.recency.aggregate;

import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Simple;
import java.nio.ByteBuffer;

/**
 * Values of one SQL type as bytes, for state. NULL is not among them: whoever writes says by itself
 * which values are there.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Equal values have the same bytes and different ones have not: every NaN is one, 0.0 and
 *       −0.0 are two, a MAP is written by the order of its encoded keys and read back in it.
 *   <li>The bytes say where they end: what follows can be read after them.
 *   <li>What {@code read} does not accept is a {@link java.nio.BufferUnderflowException} or an
 *       {@link IllegalArgumentException}, and costs no more memory than the bytes that are there
 *       allow.
 * </ol>
 *
 * <table>
 *   <caption>Layout</caption>
 *   <tr><td>BOOLEAN</td><td>one byte, 0 or 1</td></tr>
 *   <tr><td>INTEGER, BIGINT, DATE, TIME, TIMESTAMP</td><td>zigzag {@link Varint}</td></tr>
 *   <tr><td>DOUBLE</td><td>8 bytes, IEEE 754</td></tr>
 *   <tr><td>DECIMAL(p, s)</td><td>length, unscaled value in two's complement</td></tr>
 *   <tr><td>STRING</td><td>2 × length, UTF-8; 2 × length + 1, UTF-16 if it holds half a surrogate
 *       pair</td></tr>
 *   <tr><td>BYTES</td><td>length, bytes</td></tr>
 *   <tr><td>ARRAY</td><td>count, a bit per element that is not NULL, those elements</td></tr>
 *   <tr><td>MAP</td><td>count, a bit per value that is not NULL, per entry: key, value</td></tr>
 *   <tr><td>STRUCT</td><td>a bit per field that is not NULL, those fields</td></tr>
 * </table>
 */
public interface ValueCodec {
  /** Number of bytes that {@link #write} writes for this value. */
  int sizeBytes(Object value);

  /** Writes a value, which is not null, at the buffer's position. */
  void write(Object value, ByteBuffer target);

  /**
   * Reads the value at the buffer's position.
   *
   * @throws java.nio.BufferUnderflowException if the bytes end before the value
   * @throws IllegalArgumentException if they are not what {@link #write} writes
   */
  Object read(ByteBuffer source);

  /** The bytes of a value, alone in an array. */
  default byte[] encode(Object value) {
    byte[] bytes = new byte[sizeBytes(value)];
    write(value, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /**
   * The codec of a type.
   *
   * @throws IllegalArgumentException for the type of the literal NULL, which has no other value
   */
  static ValueCodec of(SqlType type) {
    if (type instanceof SqlType.Decimal decimal) {
      return new DecimalCodec(decimal.scale());
    }
    if (type instanceof SqlType.Array array) {
      return new ArrayCodec(of(array.element()));
    }
    if (type instanceof SqlType.MapOf map) {
      return new MapCodec(of(map.key()), of(map.value()));
    }
    if (type instanceof SqlType.Struct struct) {
      return new StructCodec(struct.fields().stream().map(field -> of(field.type())).toList());
    }
    return switch ((Simple) type) {
      case BOOLEAN -> PrimitiveCodec.BOOLEAN;
      case INTEGER, DATE, TIME -> PrimitiveCodec.INTEGER;
      case BIGINT, TIMESTAMP -> PrimitiveCodec.BIGINT;
      case DOUBLE -> PrimitiveCodec.DOUBLE;
      case STRING -> TextCodec.STRING;
      case BYTES -> TextCodec.BYTES;
      case NULL -> throw new IllegalArgumentException("type [NULL] has no values");
    };
  }
}
