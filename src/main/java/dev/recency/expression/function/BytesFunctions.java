package dev.recency.expression.function;

import dev.recency.plan.type.SqlType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Bytes: parts of them, their encodings as text, numbers in them, digests. */
final class BytesFunctions {
  private BytesFunctions() {}

  static void register(Registry registry) {
    registry.one("LEN(BYTES) -> INTEGER", (ByteBuffer bytes) -> bytes.remaining());
    registry.two(
        "SUBSTRING(BYTES, INTEGER) -> BYTES",
        (ByteBuffer bytes, Integer position) ->
            slice(bytes, TextFunctions.start(bytes.remaining(), position), bytes.remaining()));
    registry.three(
        "SUBSTRING(BYTES, INTEGER, INTEGER) -> BYTES",
        (ByteBuffer bytes, Integer position, Integer length) -> {
          int start = TextFunctions.start(bytes.remaining(), position);
          return slice(bytes, start, TextFunctions.end(bytes.remaining(), start, length));
        });
    registry.raw("CONCAT(BYTES...) -> BYTES", arguments -> join(new byte[0], arguments, 0));
    registry.raw(
        "CONCAT_WS(BYTES, BYTES...) -> BYTES",
        arguments ->
            arguments[0] instanceof ByteBuffer separator
                ? join(array(separator), arguments, 1)
                : null);
    registry.two("SPLIT(BYTES, BYTES) -> ARRAY<BYTES>", BytesFunctions::split);
    registry.three("ENCODE(STRING, STRING, STRING) -> STRING", TextEncoding::recode);
    registry.two(
        "TO_BYTES(STRING, STRING) -> BYTES",
        (String text, String encoding) -> wrap(TextEncoding.of(encoding).toBytes(text)));
    registry.two(
        "FROM_BYTES(BYTES, STRING) -> STRING",
        (ByteBuffer bytes, String encoding) -> TextEncoding.of(encoding).fromBytes(array(bytes)));
    registry.one("MD5(STRING) -> STRING", BytesFunctions::md5);
    registry.one("UUID(BYTES) -> STRING", BytesFunctions::uuid);
    registry.site(
        "UUID() -> STRING",
        site -> {
          RandomGenerator random = site.surroundings().random();
          return arguments -> randomUuid(random);
        });
    number(registry, "INT_FROM_BYTES", SqlType.Simple.INTEGER, 4, ByteBuffer::getInt);
    number(registry, "BIGINT_FROM_BYTES", SqlType.Simple.BIGINT, 8, ByteBuffer::getLong);
    number(registry, "DOUBLE_FROM_BYTES", SqlType.Simple.DOUBLE, 8, ByteBuffer::getDouble);
  }

  /** Reads a number at the position of a buffer. */
  @FunctionalInterface
  private interface Reader {
    Object read(ByteBuffer bytes);
  }

  private static void number(
      Registry registry, String name, SqlType type, int size, Reader reader) {
    registry.one(
        name + "(BYTES) -> " + type,
        (ByteBuffer bytes) -> read(bytes, ByteOrder.BIG_ENDIAN, size, reader));
    registry.two(
        name + "(BYTES, STRING) -> " + type,
        (ByteBuffer bytes, String order) -> read(bytes, order(order), size, reader));
  }

  private static ByteOrder order(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BIG_ENDIAN" -> ByteOrder.BIG_ENDIAN;
      case "LITTLE_ENDIAN" -> ByteOrder.LITTLE_ENDIAN;
      default -> throw FunctionErrors.refuse("A byte order is BIG_ENDIAN or LITTLE_ENDIAN");
    };
  }

  private static Object read(ByteBuffer bytes, ByteOrder order, int size, Reader reader) {
    FunctionErrors.check(bytes.remaining() == size, "The number has exactly " + size + " bytes");
    return reader.read(bytes.duplicate().order(order));
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return copy;
  }

  private static ByteBuffer slice(ByteBuffer bytes, int start, int end) {
    return bytes.slice(bytes.position() + start, end - start);
  }

  private static ByteBuffer join(byte[] separator, @Nullable Object[] parts, int from) {
    List<byte[]> present = new ArrayList<>();
    int size = 0;
    for (int i = from; i < parts.length; i++) {
      if (parts[i] instanceof ByteBuffer part) {
        size += present.isEmpty() ? 0 : separator.length;
        present.add(array(part));
        size += part.remaining();
      }
    }
    ByteBuffer joined = ByteBuffer.allocate(size);
    for (int i = 0; i < present.size(); i++) {
      joined.put(i == 0 ? new byte[0] : separator).put(present.get(i));
    }
    return joined.flip().asReadOnlyBuffer();
  }

  private static List<ByteBuffer> split(ByteBuffer bytes, ByteBuffer delimiter) {
    String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    String separator = StandardCharsets.ISO_8859_1.decode(delimiter.duplicate()).toString();
    List<ByteBuffer> parts = new ArrayList<>();
    for (String part : SearchFunctions.split(text, separator)) {
      parts.add(wrap(part.getBytes(StandardCharsets.ISO_8859_1)));
    }
    return Collections.unmodifiableList(parts);
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  private static @Nullable String uuid(ByteBuffer bytes) {
    if (bytes.remaining() != 16) {
      return null;
    }
    ByteBuffer copy = bytes.duplicate();
    return new UUID(copy.getLong(), copy.getLong()).toString();
  }

  /** Version 4, variant 2 (RFC 9562). */
  private static String randomUuid(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
