package dev.recency.expression.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways of writing bytes as text. ENCODE is not TO_BYTES and FROM_BYTES one after the other: it
 * writes hexadecimal digits in lower case and reads them with their marks; FROM_BYTES writes them
 * in upper case and breaks BASE64 into lines of 76.
 */
enum TextEncoding {
  HEX,
  UTF8,
  ASCII,
  BASE64;

  private static final Pattern MARKED_HEX = Pattern.compile("0x(.*)|[xX]'(.*)'");
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  static TextEncoding of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "HEX" -> HEX;
      case "UTF8" -> UTF8;
      case "ASCII" -> ASCII;
      case "BASE64" -> BASE64;
      default -> throw FunctionErrors.refuse("An encoding is hex, utf8, ascii or base64");
    };
  }

  /** ENCODE: from one encoding to another one. */
  static String recode(String text, String from, String to) {
    TextEncoding source = of(from);
    TextEncoding target = of(to);
    FunctionErrors.check(source != target, "ENCODE takes two different encodings");
    byte[] bytes =
        switch (source) {
          case HEX -> HexFormat.of().parseHex(withoutMarks(text));
          // Both alphabets of BASE64 are read, anything else is skipped.
          case BASE64 -> Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
          case UTF8, ASCII -> source.toBytes(text);
        };
    return switch (target) {
      case HEX -> HexFormat.of().formatHex(bytes);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
      case UTF8, ASCII -> target.fromBytes(bytes);
    };
  }

  /** {@code 0xAB} and {@code X'AB'} mean AB; behind 0x an odd number of digits gets a 0. */
  private static String withoutMarks(String hex) {
    Matcher marked = MARKED_HEX.matcher(hex);
    if (!marked.matches()) {
      return hex;
    }
    String behindPrefix = marked.group(1);
    if (behindPrefix == null) {
      return marked.group(2);
    }
    return behindPrefix.length() % 2 == 0 ? behindPrefix : "0" + behindPrefix;
  }

  byte[] toBytes(String text) {
    return switch (this) {
      case HEX -> UPPER.parseHex(text);
      case UTF8 -> text.getBytes(StandardCharsets.UTF_8);
      case ASCII -> text.getBytes(StandardCharsets.US_ASCII);
      case BASE64 -> Base64.getMimeDecoder().decode(text);
    };
  }

  String fromBytes(byte[] bytes) {
    return switch (this) {
      case HEX -> UPPER.formatHex(bytes);
      case UTF8 -> new String(bytes, StandardCharsets.UTF_8);
      case ASCII -> new String(bytes, StandardCharsets.US_ASCII);
      case BASE64 -> Base64.getMimeEncoder().encodeToString(bytes);
    };
  }
}
