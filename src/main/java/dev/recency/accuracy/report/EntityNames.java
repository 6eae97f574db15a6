package dev.recency.accuracy.report;

import dev.recency.plan.TextDigest;

/**
 * What entities are called in a report. A hash does not hide a name from somebody who can guess it.
 *
 * @param shown whether they bear their names
 */
public record EntityNames(boolean shown) {
  private static final int HASH_BYTES = 6;

  /** The name, or {@code #} and 12 hexadecimal digits of its SHA-256. */
  public String of(String entity) {
    return shown ? entity : "#" + TextDigest.hex(entity, HASH_BYTES);
  }
}
