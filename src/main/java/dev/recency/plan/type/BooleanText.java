package dev.recency.plan.type;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Texts that stand for BOOLEAN, as the dialect reads them. */
public final class BooleanText {
  private static final Set<String> TRUE_WORDS = Set.of("t", "tr", "tru", "true", "y", "ye", "yes");
  private static final Set<String> FALSE_WORDS =
      Set.of("f", "fa", "fal", "fals", "false", "n", "no");

  private BooleanText() {}

  /**
   * True for true and yes in any case, also cut short, false for false and no; empty for anything
   * else. Spaces around the text do not matter.
   */
  public static Optional<Boolean> read(String text) {
    String lower = text.trim().toLowerCase(Locale.ROOT);
    if (TRUE_WORDS.contains(lower)) {
      return Optional.of(true);
    }
    return FALSE_WORDS.contains(lower) ? Optional.of(false) : Optional.empty();
  }
}
