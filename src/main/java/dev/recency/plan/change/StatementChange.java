package dev.recency.plan.change;

/**
 * How a statement differs between two sets of definitions.
 *
 * @param statement its id, as in {@link dev.recency.plan.Query#id}
 * @param reason why its state fares as it does, or what is new; a sentence without a full stop, empty
 *     if there is nothing to say
 */
public record StatementChange(String statement, Kind kind, StateFate fate, String reason) {

  /** Which of the two sets have the statement. */
  public enum Kind {
    /** Only the new one. */
    ADDED("+", "added"),
    /** Only the old one. */
    REMOVED("-", "removed"),
    /** Both, and it means the same. */
    KEPT("=", "unchanged"),
    /** Both, and it means something else. */
    CHANGED("~", "changed");

    private final String sign;
    private final String word;

    Kind(String sign, String word) {
      this.sign = sign;
      this.word = word;
    }
  }

  /** One line: {@code ~ PER_SONG: changed, state lost: WHERE changed: `A > 1` → `A > 2`}. */
  @Override
  public String toString() {
    String line = kind.sign + " " + statement + ": " + kind.word + ", " + fate.words();
    return reason.isEmpty() ? line : line + ": " + reason;
  }
}
