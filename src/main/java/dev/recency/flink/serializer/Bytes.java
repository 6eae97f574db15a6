package dev.recency.flink.serializer;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Byte arrays with their length before them; length -1 stands for null. */
public final class Bytes {
  private Bytes() {}

  /** Writes bytes or null. */
  public static void write(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote. */
  public static byte @Nullable [] readNullable(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /**
   * Reads bytes that are never null.
   *
   * @throws IOException if they are
   */
  public static byte[] read(DataInputView in) throws IOException {
    byte[] bytes = readNullable(in);
    if (bytes == null) {
      throw new IOException("bytes are missing: the state or the stream is damaged");
    }
    return bytes;
  }
}
