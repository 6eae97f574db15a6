package dev.recency.expression.function;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** LPAD and RPAD of text and bytes; NULL for a negative length or an empty padding. */
final class PaddingFunctions {
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private PaddingFunctions() {}

  static void register(Registry registry) {
    registry.three(
        "LPAD(STRING, INTEGER, STRING) -> STRING",
        (String text, Integer length, String padding) -> pad(text, length, padding, true));
    registry.three(
        "RPAD(STRING, INTEGER, STRING) -> STRING",
        (String text, Integer length, String padding) -> pad(text, length, padding, false));
    registry.three(
        "LPAD(BYTES, INTEGER, BYTES) -> BYTES",
        (ByteBuffer bytes, Integer length, ByteBuffer padding) ->
            pad(bytes, length, padding, true));
    registry.three(
        "RPAD(BYTES, INTEGER, BYTES) -> BYTES",
        (ByteBuffer bytes, Integer length, ByteBuffer padding) ->
            pad(bytes, length, padding, false));
  }

  private static boolean impossible(int length, int paddingLength) {
    FunctionErrors.check(length <= MAX_LENGTH, "The length is limited to " + MAX_LENGTH);
    return length < 0 || paddingLength == 0;
  }

  private static @Nullable String pad(String text, int length, String padding, boolean left) {
    if (impossible(length, padding.length())) {
      return null;
    }
    if (text.length() >= length) {
      return text.substring(0, length);
    }
    int missing = length - text.length();
    String filling = padding.repeat(missing / padding.length() + 1).substring(0, missing);
    return left ? filling + text : text + filling;
  }

  private static @Nullable ByteBuffer pad(
      ByteBuffer bytes, int length, ByteBuffer padding, boolean left) {
    if (impossible(length, padding.remaining())) {
      return null;
    }
    byte[] result = new byte[length];
    int kept = Math.min(bytes.remaining(), length);
    int missing = length - kept;
    bytes.get(bytes.position(), result, left ? missing : 0, kept);
    int offset = left ? 0 : kept;
    for (int i = 0; i < missing; i++) {
      result[offset + i] = padding.get(padding.position() + i % padding.remaining());
    }
    return ByteBuffer.wrap(result).asReadOnlyBuffer();
  }
}
