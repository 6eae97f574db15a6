package dev.recency.flink.verdict;

import dev.recency.plan.SlidingWindow;
import dev.recency.window.Instants;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges the commands of one key under EMIT CHANGES, of which timing leaves some open. Each has to
 * be {@code V} at its as-of over some first events of the key, and:
 *
 * <ol>
 *   <li>The number of first events never shrinks and the as-of never steps back, but for as many
 *       repetitions as are allowed.
 *   <li>Each command takes in one more event that is inside the window and bears its arrival, as of
 *       its time, of a clock or of the command before; or it is as of an instant at which an event
 *       leaves, later than the command before, and bears that. No command bears less than the one
 *       before it, unless the window was empty in between.
 *   <li>An event that is inside the window wherever the clocks stood has its own command, unless
 *       HAVING may hide it.
 *   <li>No decay that the last clock has reached is owed after the last command.
 * </ol>
 */
final class SlidingCommands {
  private final SlidingTruth truth;
  private final SlidingWindow window;
  private final SlidingInput input;
  private final KeyEvents events;
  private final int repetitions;

  SlidingCommands(SlidingInput input, KeyEvents events, int repetitions) {
    truth = input.truth();
    this.input = input;
    this.events = events;
    this.repetitions = repetitions;
    window = truth.statement().window();
  }

  /** What is wrong with these commands; empty if nothing is. */
  Optional<String> difference(List<ReadCommand> commands) {
    // By the number of first events, how often the commands have stepped back at least.
    Map<Integer, Integer> reached = Map.of(0, 0);
    Optional<ReadCommand> before = Optional.empty();
    for (int i = 0; i < commands.size(); i++) {
      ReadCommand command = commands.get(i);
      Map<Integer, Integer> next = forward(reached, before, command);
      if (next.isEmpty()) {
        next = back(reached, command);
      }
      if (next.isEmpty()) {
        return Optional.of(
            "command [%d] of [%d] is [%s], and over the first %s events it is none that may follow; over all it is [%s]"
                .formatted(
                    i + 1,
                    commands.size(),
                    command.text(),
                    reached.keySet(),
                    truth.at(events, events.size(), command.timestampMillis()).text()));
      }
      reached = next;
      before = Optional.of(command);
    }
    return atEnd(before, reached);
  }

  private Map<Integer, Integer> forward(
      Map<Integer, Integer> reached, Optional<ReadCommand> before, ReadCommand command) {
    Map<Integer, Integer> next = new TreeMap<>();
    long asOfBefore = before.map(ReadCommand::timestampMillis).orElse(Long.MIN_VALUE);
    if (command.timestampMillis() < asOfBefore) {
      return next;
    }
    long borne = before.map(ReadCommand::arrivalMillis).orElse(Long.MIN_VALUE);
    boolean clocked = command.timestampMillis() == asOfBefore || clocked(command);
    reached.forEach(
        (first, steps) -> {
          if (bears(command, command.timestampMillis(), borne)
              && decays(first, asOfBefore, command.timestampMillis())
              && says(command, first)) {
            next.merge(first, steps, Math::min);
          }
          for (int more = first + 1; more <= events.size(); more++) {
            if (bears(command, events.get(more - 1).arrivalMillis(), borne)
                && (clocked || command.timestampMillis() == events.timeMillis(more - 1))
                && arrives(more, command.timestampMillis())
                && says(command, more)) {
              next.merge(more, steps, Math::min);
            }
            if (owed(more - 1)) {
              break;
            }
          }
        });
    return next;
  }

  /** Whether a clock may have stood there; a hidden value may be as of any instant. */
  private boolean clocked(ReadCommand command) {
    return truth.hides() || input.hasTime(command.timestampMillis());
  }

  private boolean bears(ReadCommand command, long causeMillis, long borneMillis) {
    return command.arrivalMillis() == causeMillis
        || (command.arrivalMillis() > causeMillis
            && (truth.hides() || command.arrivalMillis() == borneMillis));
  }

  /** After a failure: any command of before, and what was said since may be said otherwise. */
  private Map<Integer, Integer> back(Map<Integer, Integer> reached, ReadCommand command) {
    Map<Integer, Integer> next = new TreeMap<>();
    int steps = reached.values().stream().mapToInt(each -> each).min().orElse(0) + 1;
    int most = reached.keySet().stream().mapToInt(each -> each).max().orElse(0);
    for (int first = 1; first <= most && steps <= repetitions; first++) {
      long asOf = command.timestampMillis();
      boolean possible = arrives(first, asOf) || decays(first, Long.MIN_VALUE, asOf);
      if (possible && says(command, first)) {
        next.put(first, steps);
      }
    }
    return next;
  }

  private boolean says(ReadCommand command, int first) {
    return Objects.equals(
        truth.at(events, first, command.timestampMillis()).value(), command.value());
  }

  /** Whether the newest of the first events may be what a command as of this instant is about. */
  private boolean arrives(int first, long asOfMillis) {
    long time = events.timeMillis(first - 1);
    return time <= asOfMillis && time > Instants.minus(asOfMillis, window.sizeMillis());
  }

  /** Whether one of the first events, still inside as of the command before, leaves then. */
  private boolean decays(int first, long asOfBefore, long asOfMillis) {
    for (int i = 0; i < first; i++) {
      long leaves = events.timeMillis(i) + window.sizeMillis();
      if (leaves > asOfBefore && Instants.roundUp(leaves, window.advanceMillis()) == asOfMillis) {
        return true;
      }
    }
    return false;
  }

  private boolean owed(int index) {
    return !truth.hides() && events.sureToMatter(index, window.sizeMillis());
  }

  private Optional<String> atEnd(Optional<ReadCommand> last, Map<Integer, Integer> reached) {
    long asOf = last.map(ReadCommand::timestampMillis).orElse(Long.MIN_VALUE);
    boolean hidden = last.filter(each -> each.value() != null).isEmpty();
    Optional<String> difference = Optional.empty();
    for (int first : reached.keySet()) {
      difference =
          truth.hides() && hidden ? hiddenAtEnd() : unsaid(first).or(() -> undecayed(first, asOf));
      if (difference.isEmpty()) {
        return difference;
      }
    }
    return difference;
  }

  private Optional<String> hiddenAtEnd() {
    ReadCommand last = truth.at(events, events.size(), input.lastClockMillis());
    return last.value() == null
        ? Optional.empty()
        : Optional.of("there is no value at the end, expected [" + last.text() + "]");
  }

  private Optional<String> unsaid(int first) {
    for (int i = first; i < events.size(); i++) {
      if (owed(i)) {
        return Optional.of(
            "there is no command for event [%d] of [%d], of [%d]"
                .formatted(i + 1, events.size(), events.timeMillis(i)));
      }
    }
    return Optional.empty();
  }

  private Optional<String> undecayed(int first, long asOf) {
    for (int i = 0; i < first; i++) {
      long leaves = events.timeMillis(i) + window.sizeMillis();
      if (leaves > asOf
          && Instants.roundUp(leaves, window.advanceMillis()) <= input.lastClockMillis()) {
        return Optional.of(
            "the last command is as of [%d], and event [%d] left at [%d]"
                .formatted(asOf, i + 1, leaves));
      }
    }
    return Optional.empty();
  }
}
