package dev.recency.sql.syntax;

import dev.recency.sql.FeatureSqlParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.jspecify.annotations.Nullable;

/**
 * Follows every path of the grammar at once over the tokens before an error, finds the furthest
 * token that any path reaches, and says what could have stood there.
 *
 * <p>Time: tokens looked at × paths alive; the grammar needs little lookahead, so both are small.
 */
final class Expectations {

  /** What is expected where a rule can begin, in the words of the message. */
  private static final Map<Integer, String> RULE_WORDS =
      Map.of(
          FeatureSqlParser.RULE_expression, Expected.EXPRESSION,
          FeatureSqlParser.RULE_value, Expected.EXPRESSION,
          FeatureSqlParser.RULE_name, Expected.NAME,
          FeatureSqlParser.RULE_columnName, Expected.NAME,
          FeatureSqlParser.RULE_type, "a type",
          FeatureSqlParser.RULE_literal, Expected.CONSTANT,
          FeatureSqlParser.RULE_duration, "a length of time such as 10 MINUTES",
          FeatureSqlParser.RULE_timeUnit, Expected.UNIT);

  /**
   * What went wrong.
   *
   * @param index of the first token that does not fit
   * @param expected what would fit, in the grammar's order
   */
  record Result(int index, Set<String> expected) {}

  /** Where to go on when the current rule ends. Compared by identity: chains are long. */
  private static final class Frame {
    private final ATNState follow;
    private final @Nullable Frame caller;

    Frame(ATNState follow, @Nullable Frame caller) {
      this.follow = follow;
      this.caller = caller;
    }
  }

  private record Path(ATNState state, @Nullable Frame caller) {}

  private final ATN atn;
  private final List<Token> tokens;

  Expectations(ATN atn, List<Token> tokens) {
    this.atn = atn;
    this.tokens = tokens;
  }

  /**
   * @param context the rules that are open in the given state
   * @param from the token that the state looks at
   */
  Result furthest(ATNState state, ParserRuleContext context, int from) {
    Set<Path> paths = Set.of(start(state, context, from));
    int index = from;
    while (true) {
      Set<Path> next = step(paths, tokens.get(index).getType());
      if (next.isEmpty() || index == tokens.size() - 1) {
        return new Result(index, expected(paths));
      }
      paths = next;
      index++;
    }
  }

  /** Outside of the rules that have not read anything yet, so that these are named as wholes. */
  private Path start(ATNState state, ParserRuleContext context, int from) {
    ATNState outer = state;
    ParserRuleContext open = context;
    while (open.getParent() != null
        && open.invokingState >= 0
        && open.getStart().getTokenIndex() == from) {
      outer = atn.states.get(open.invokingState);
      open = open.getParent();
    }
    return new Path(outer, callers(open));
  }

  private @Nullable Frame callers(RuleContext innermost) {
    List<ATNState> follows = new ArrayList<>();
    for (RuleContext c = innermost; c != null && c.invokingState >= 0; c = c.parent) {
      RuleTransition call = (RuleTransition) atn.states.get(c.invokingState).transition(0);
      follows.add(call.followState);
    }
    Frame frame = null;
    for (int i = follows.size() - 1; i >= 0; i--) {
      frame = new Frame(follows.get(i), frame);
    }
    return frame;
  }

  /** The paths that are left after the token. */
  private Set<Path> step(Set<Path> paths, int tokenType) {
    Set<Path> after = new LinkedHashSet<>();
    Deque<Path> pending = new ArrayDeque<>(paths);
    Set<Path> seen = new HashSet<>(paths);
    while (!pending.isEmpty()) {
      Path path = pending.removeFirst();
      for (Path next : silent(path, false)) {
        if (seen.add(next)) {
          pending.addLast(next);
        }
      }
      for (Transition transition : path.state().getTransitions()) {
        if (!transition.isEpsilon() && transition.label().contains(tokenType)) {
          after.add(new Path(transition.target, path.caller()));
        }
      }
    }
    return after;
  }

  private Set<String> expected(Set<Path> paths) {
    Expected expected = new Expected();
    Deque<Path> pending = new ArrayDeque<>(paths);
    Set<Path> seen = new HashSet<>(paths);
    while (!pending.isEmpty()) {
      Path path = pending.removeFirst();
      for (Path next : silent(path, true)) {
        if (seen.add(next)) {
          pending.addLast(next);
        }
      }
      for (Transition transition : path.state().getTransitions()) {
        if (transition instanceof RuleTransition call) {
          String words = RULE_WORDS.get(call.target.ruleIndex);
          if (words != null) {
            expected.addWords(words);
          }
        } else if (!transition.isEpsilon()) {
          for (int type : transition.label().toList()) {
            expected.addToken(type, path.state().ruleIndex);
          }
        }
      }
    }
    return expected.words();
  }

  /** The paths reached without reading a token. */
  private static List<Path> silent(Path path, boolean stopAtNamedRules) {
    if (path.state() instanceof RuleStopState) {
      Frame caller = path.caller();
      return caller == null ? List.of() : List.of(new Path(caller.follow, caller.caller));
    }
    List<Path> next = new ArrayList<>();
    for (Transition transition : path.state().getTransitions()) {
      if (transition instanceof RuleTransition call) {
        if (!stopAtNamedRules || !RULE_WORDS.containsKey(call.target.ruleIndex)) {
          next.add(new Path(call.target, new Frame(call.followState, path.caller())));
        }
      } else if (transition.isEpsilon()) {
        next.add(new Path(transition.target, path.caller()));
      }
    }
    return next;
  }
}
