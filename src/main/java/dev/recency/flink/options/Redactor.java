package dev.recency.flink.options;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides secrets in what people read: every value that it has learned, wherever it stands, and what
 * is assigned to a name that tells of a secret. The job never holds a secret, so this is the second
 * lock of the door: for messages of libraries and mistyped options.
 */
public final class Redactor {
  /** What stands in a secret's place. */
  public static final String HIDDEN = "[hidden]";

  /** A shorter value would be found in every other word. */
  private static final int MIN_LENGTH = 4;

  private static final Pattern PART =
      Pattern.compile("([\\w.-]+)\\s*=\\s*(?:\"([^\"]+)\"|'([^']+)'|([^\\s;\"']+))");

  /** Of a login module; {@code user_NAME} has the password of that user. */
  private static final Pattern SECRET_PART =
      Pattern.compile("(?i).*(?:passphrase|credentials?|token|key)|user_.*");

  /** Of a switch like {@code storeKey}, and in every other sentence. */
  private static final Set<String> SWITCHES = Set.of("true", "false");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)([\\w.-]*(?:password|passphrase|secret|jaas|private)[\\w.-]*[\"']?\\s*(?:=|:(?=\\s*[\"']))\\s*)"
              + "(?!\\$\\{)(\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)");

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /**
   * From now on hides this value, and what it assigns to names that tell of a secret, as a JAAS
   * configuration does. Other parts, like a user's name, may be words of any message.
   */
  public void learn(String secret) {
    add(secret);
    Matcher parts = PART.matcher(secret);
    while (parts.find()) {
      if (telling(parts.group(1))) {
        for (int group = 2; group <= parts.groupCount(); group++) {
          learnPart(parts.group(group));
        }
      }
    }
  }

  private static boolean telling(String name) {
    return KnownOptions.secret(name) || SECRET_PART.matcher(name).matches();
  }

  private void learnPart(@Nullable String value) {
    if (value != null && !SWITCHES.contains(value.toLowerCase(Locale.ROOT))) {
      add(value);
    }
  }

  private void add(String secret) {
    if (secret.strip().length() >= MIN_LENGTH) {
      secrets.add(secret);
      secrets.add(secret.strip());
    }
  }

  /** The text without secrets. */
  public String text(String text) {
    String hidden = text;
    List<String> longestFirst =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String secret : longestFirst) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    return ASSIGNED.matcher(hidden).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
  }

  /** The cause that a message may carry along: none if it or one of its own tells a secret. */
  public Optional<Throwable> cause(Throwable failure) {
    StringWriter plain = new StringWriter();
    failure.printStackTrace(new PrintWriter(plain, true));
    return trace(failure).equals(plain.toString()) ? Optional.of(failure) : Optional.empty();
  }

  /** Message, causes and places of a failure, without secrets, as a stack trace is printed. */
  public String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return text(trace.toString());
  }
}
