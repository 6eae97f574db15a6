package dev.recency.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stable names are made of: the SHA-256 of a text. */
public final class TextDigest {
  private TextDigest() {}

  /** The 32 bytes for a text in UTF-8. */
  public static byte[] bytes(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The first bytes of it, two digits each. */
  public static String hex(String text, int bytes) {
    return HexFormat.of().formatHex(bytes(text), 0, bytes);
  }
}
