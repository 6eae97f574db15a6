package dev.recency.accuracy.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What entities are called in a report. A hash does not hide a name from somebody who can guess it.
 *
 * @param shown whether they bear their names
 */
public record EntityNames(boolean shown) {
  private static final int HASH_BYTES = 6;

  /** The name, or {@code #} and 12 hexadecimal digits of its SHA-256. */
  public String of(String entity) {
    if (shown) {
      return entity;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(entity.getBytes(StandardCharsets.UTF_8));
      return "#" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
