package dev.recency.aggregate;

import java.nio.ByteBuffer;

/** Values of the types that a row holds in its longs. O(1). */
enum PrimitiveCodec implements ValueCodec {
  BOOLEAN {
    @Override
    public int sizeBytes(Object value) {
      return 1;
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      target.put((byte) ((Boolean) value ? 1 : 0));
    }

    @Override
    public Object read(ByteBuffer source) {
      byte read = source.get();
      if (read != 0 && read != 1) {
        throw new IllegalArgumentException("BOOLEAN [" + read + "], expected [0] or [1]");
      }
      return read == 1;
    }
  },
  /** INTEGER, DATE and TIME. */
  INTEGER {
    @Override
    public int sizeBytes(Object value) {
      return Varint.sizeSigned((Integer) value);
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      Varint.writeSigned(target, (Integer) value);
    }

    @Override
    public Object read(ByteBuffer source) {
      long read = Varint.readSigned(source);
      if (read != (int) read) {
        throw new IllegalArgumentException("INTEGER [" + read + "] has more than 32 bits");
      }
      return (int) read;
    }
  },
  /** BIGINT and TIMESTAMP. */
  BIGINT {
    @Override
    public int sizeBytes(Object value) {
      return Varint.sizeSigned((Long) value);
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      Varint.writeSigned(target, (Long) value);
    }

    @Override
    public Object read(ByteBuffer source) {
      return Varint.readSigned(source);
    }
  },
  DOUBLE {
    @Override
    public int sizeBytes(Object value) {
      return Double.BYTES;
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      target.putLong(Double.doubleToLongBits((Double) value));
    }

    @Override
    public Object read(ByteBuffer source) {
      return Double.longBitsToDouble(source.getLong());
    }
  }
}
