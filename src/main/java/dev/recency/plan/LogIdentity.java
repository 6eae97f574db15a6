package dev.recency.plan;

import dev.recency.plan.typed.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stable names of what a log keeps: they survive other statements being added or removed. */
public final class LogIdentity {
  private LogIdentity() {}

  /** The uid of the log of a statement. */
  static String uid(Query.Sliding query) {
    StringBuilder text = new StringBuilder("log|").append(query.source());
    text.append("|where|").append(query.where().map(CanonicalForm::of).orElse(""));
    query.groupBy().forEach(each -> text.append("|by|").append(CanonicalForm.of(each)));
    text.append('|').append(query.window().emit()).append('|').append(query.window().graceMillis());
    return "log-" + HexFormat.of().formatHex(digest(text.toString()), 0, 8);
  }

  /** A number for a text, the same in every process. */
  public static int number(String text) {
    byte[] digest = digest(text);
    return (digest[0] & 0xff) << 24
        | (digest[1] & 0xff) << 16
        | (digest[2] & 0xff) << 8
        | (digest[3] & 0xff);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
