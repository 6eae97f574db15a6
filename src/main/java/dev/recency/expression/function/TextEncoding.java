package dev.recency.expression.function;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** The ways of writing bytes as text. */
enum TextEncoding {
  HEX,
  UTF8,
  ASCII,
  BASE64;

  private static final HexFormat LOWER = HexFormat.of();

  static TextEncoding of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "HEX" -> HEX;
      case "UTF8", "UTF-8" -> UTF8;
      case "ASCII" -> ASCII;
      case "BASE64" -> BASE64;
      default -> throw FunctionErrors.refuse("An encoding is hex, utf8, ascii or base64");
    };
  }

  byte[] decode(String text) {
    return switch (this) {
      case HEX -> LOWER.parseHex(text);
      case UTF8 -> text.getBytes(StandardCharsets.UTF_8);
      case ASCII -> text.getBytes(StandardCharsets.US_ASCII);
      case BASE64 -> Base64.getDecoder().decode(text);
    };
  }

  String encode(byte[] bytes) {
    return switch (this) {
      case HEX -> LOWER.formatHex(bytes);
      case UTF8 -> decoded(bytes, StandardCharsets.UTF_8);
      case ASCII -> decoded(bytes, StandardCharsets.US_ASCII);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
    };
  }

  private static String decoded(byte[] bytes, Charset charset) {
    return charset.decode(ByteBuffer.wrap(bytes)).toString();
  }
}
