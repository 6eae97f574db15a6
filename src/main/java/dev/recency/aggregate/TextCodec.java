package dev.recency.aggregate;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** STRING and BYTES. O(length). */
enum TextCodec implements ValueCodec {
  STRING {
    @Override
    public int sizeBytes(Object value) {
      String text = (String) value;
      int utf8 = utf8Bytes(text);
      return utf8 >= 0 ? size(2L * utf8, utf8) : size(4L * text.length() + 1, 2 * text.length());
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      String text = (String) value;
      boolean whole = utf8Bytes(text) >= 0;
      byte[] bytes = whole ? text.getBytes(StandardCharsets.UTF_8) : units(text);
      Varint.writeUnsigned(target, 2L * bytes.length + (whole ? 0 : 1));
      target.put(bytes);
    }

    @Override
    public Object read(ByteBuffer source) {
      long head = Varint.readUnsigned(source);
      byte[] bytes = bytes(source, head >>> 1);
      return (head & 1) == 0
          ? new String(bytes, StandardCharsets.UTF_8)
          : ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }
  },
  BYTES {
    @Override
    public int sizeBytes(Object value) {
      int length = ((ByteBuffer) value).remaining();
      return size(length, length);
    }

    @Override
    public void write(Object value, ByteBuffer target) {
      ByteBuffer bytes = ((ByteBuffer) value).duplicate();
      Varint.writeUnsigned(target, bytes.remaining());
      target.put(bytes);
    }

    @Override
    public Object read(ByteBuffer source) {
      byte[] bytes = bytes(source, Varint.readUnsigned(source));
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
  };

  private static int size(long head, int length) {
    return Varint.sizeUnsigned(head) + length;
  }

  private static byte[] units(String text) {
    byte[] bytes = new byte[2 * text.length()];
    ByteBuffer.wrap(bytes).asCharBuffer().put(text);
    return bytes;
  }

  /** The next bytes; never more memory than there are. */
  static byte[] bytes(ByteBuffer source, long length) {
    if (length < 0 || length > source.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) length];
    source.get(bytes);
    return bytes;
  }

  /** Bytes of the text in UTF-8, or -1 if it holds half a surrogate pair, which UTF-8 cannot. */
  private static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        bytes += 2;
      } else if (Character.isSurrogate(unit)) {
        return -1;
      } else {
        bytes += unit < 0x800 ? 1 : 2;
      }
    }
    return bytes;
  }
}
