package dev.recency.sql.syntax;

import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.FeatureSqlParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Collects what a message says was expected, without the noise of every possible operator. */
final class Expected {

  static final String EXPRESSION = "an expression";
  static final String NAME = "a name";
  static final String ALIAS = "an alias";
  static final String CONSTANT = "a constant";
  static final String TEXT = "a text in single quotes";
  static final String OPERATOR = "an operator";
  static final String END = "the end of the statement";
  static final String UNIT = "a unit (DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS)";

  private final Set<String> words = new LinkedHashSet<>();

  void addWords(String text) {
    words.add(text);
  }

  /** The token as it would be written; operators after a complete expression are one thing. */
  void addToken(int type, int ruleIndex) {
    boolean inExpression =
        ruleIndex == FeatureSqlParser.RULE_value
            || ruleIndex == FeatureSqlParser.RULE_expression
            || (ruleIndex == FeatureSqlParser.RULE_test && !isInsideTest(type))
            || (ruleIndex == FeatureSqlParser.RULE_selectItem && type == FeatureSqlLexer.ARROW);
    if (inExpression && isOperator(type)) {
      words.add(OPERATOR);
      return;
    }
    words.add(
        switch (type) {
          case Token.EOF -> END;
          case FeatureSqlLexer.STRING -> TEXT;
          case FeatureSqlLexer.INTEGER_NUMBER -> "a whole number";
          case FeatureSqlParser.ARRAY_LITERAL -> "ARRAY";
          case FeatureSqlParser.MAP_LITERAL -> "MAP";
          case FeatureSqlParser.STRUCT_LITERAL -> "STRUCT";
          default -> written(type);
        });
  }

  private static String written(int type) {
    String literal = FeatureSqlParser.VOCABULARY.getLiteralName(type);
    if (literal == null) {
      return FeatureSqlParser.VOCABULARY.getDisplayName(type);
    }
    return Character.isLetter(literal.charAt(1))
        ? literal.substring(1, literal.length() - 1)
        : literal;
  }

  /** The AND of BETWEEN and the parenthesis of IN. */
  private static boolean isInsideTest(int type) {
    return type == FeatureSqlLexer.AND || type == FeatureSqlLexer.LEFT_PARENTHESIS;
  }

  private static boolean isOperator(int type) {
    return switch (type) {
      case FeatureSqlLexer.LEFT_PARENTHESIS,
          FeatureSqlLexer.DOT,
          FeatureSqlLexer.LEFT_BRACKET,
          FeatureSqlLexer.ARROW,
          FeatureSqlLexer.PLUS,
          FeatureSqlLexer.MINUS,
          FeatureSqlLexer.STAR,
          FeatureSqlLexer.SLASH,
          FeatureSqlLexer.PERCENT,
          FeatureSqlLexer.CONCATENATE,
          FeatureSqlLexer.EQUAL,
          FeatureSqlLexer.NOT_EQUAL,
          FeatureSqlLexer.BANG_EQUAL,
          FeatureSqlLexer.LESS,
          FeatureSqlLexer.LESS_OR_EQUAL,
          FeatureSqlLexer.GREATER,
          FeatureSqlLexer.GREATER_OR_EQUAL,
          FeatureSqlLexer.AND,
          FeatureSqlLexer.OR,
          FeatureSqlLexer.NOT,
          FeatureSqlLexer.BETWEEN,
          FeatureSqlLexer.IN,
          FeatureSqlLexer.LIKE,
          FeatureSqlLexer.IS ->
          true;
      default -> false;
    };
  }

  /** Operators last; none where an expression begins, because there they are signs. A name is one. */
  Set<String> words() {
    Set<String> ordered = new LinkedHashSet<>(words);
    if (ordered.remove(OPERATOR) && !ordered.contains(EXPRESSION)) {
      ordered.add(OPERATOR);
    }
    if (ordered.contains(EXPRESSION)) {
      ordered.remove(NAME);
    }
    if (ordered.contains(NAME) && ordered.remove("AS")) {
      ordered.remove(NAME);
      ordered.add(ALIAS);
    }
    if (ordered.remove(END)) {
      ordered.add(END);
    }
    return ordered;
  }

  /** {@code a, b or c}. */
  static String listed(Set<String> words) {
    List<String> all = new ArrayList<>(words);
    int last = all.size() - 1;
    return last <= 0
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
  }
}
