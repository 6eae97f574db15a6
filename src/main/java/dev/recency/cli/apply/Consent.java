package dev.recency.cli.apply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a change may be made: asked for on the command line, else of whoever sits there. */
final class Consent {
  /** What it came to. */
  sealed interface Answer {
    /** Go on. */
    record Yes() implements Answer {}

    /** Leave it as it is. */
    record No() implements Answer {}

    /** Nobody can be asked and the command line does not say enough. */
    record Unclear(String whatToWrite) implements Answer {}
  }

  private Consent() {}

  /**
   * Finds out.
   *
   * @param losses statements that would lose their state without being named on the command line
   * @param question asks; its answer is empty if nobody is there
   */
  static Answer of(boolean yes, List<String> losses, Supplier<Optional<String>> question) {
    if (yes && losses.isEmpty()) {
      return new Answer.Yes();
    }
    Optional<String> said = yes ? Optional.empty() : question.get();
    if (said.isPresent()) {
      String answer = said.get().strip().toLowerCase(Locale.ROOT);
      return answer.equals("y") || answer.equals("yes") ? new Answer.Yes() : new Answer.No();
    }
    if (losses.isEmpty()) {
      return new Answer.Unclear(
          "Nobody can be asked here: write --yes to apply this, or --dry-run only to see it.");
    }
    return new Answer.Unclear(
        "%s would lose state: write --yes --accept-state-loss %s if that is meant."
            .formatted(String.join(", ", losses), String.join(",", losses)));
  }
}
