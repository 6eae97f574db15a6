package dev.recency.sql.syntax;

import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.syntax.SyntaxHints.Hint;
import dev.recency.sql.token.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Sentences for what other dialects have and this one writes differently or not at all. */
final class ForeignSyntax {

  /** By the word before the unexpected token; the parser takes most of these for an alias. */
  private static final Map<String, String> AFTER =
      Map.of(
          "ORDER",
          "ORDER BY is not part of the dialect: a stream never ends, so it cannot be sorted. Remove"
              + " it, or collect the largest values with TOPK.",
          "OVER",
          "OVER is not part of the dialect. Write WINDOW SLIDING (SIZE …) behind FROM, and GROUP"
              + " BY.",
          "USING",
          "USING is not part of the dialect. Write ON with both columns: ON a.id = b.id.",
          "UNION",
          "UNION is not part of the dialect. Declare the stream once and fill it by several INSERT"
              + " INTO … SELECT.",
          "EXCEPT",
          "EXCEPT is not part of the dialect. Write the condition in WHERE.",
          "INTERSECT",
          "INTERSECT is not part of the dialect. Write a JOIN.",
          "QUALIFY",
          "QUALIFY is not part of the dialect. Write HAVING.",
          "INTERVAL",
          "INTERVAL is not part of the dialect. Write the number and the unit alone: 5 MINUTES.",
          "CROSS",
          "CROSS JOIN is not part of the dialect. Write JOIN … ON.",
          "NATURAL",
          "NATURAL JOIN is not part of the dialect. Write JOIN … ON.");

  /** By the unexpected word itself. */
  private static final Map<String, String> AT =
      Map.of(
          "ILIKE", "ILIKE is not part of the dialect. Write LCASE(x) LIKE 'pattern'.",
          "RLIKE", "RLIKE is not part of the dialect. Write REGEXP_EXTRACT(…) IS NOT NULL.",
          "REGEXP", "REGEXP is not part of the dialect. Write REGEXP_EXTRACT(…) IS NOT NULL.",
          "OFFSET", "OFFSET is not part of the dialect: a stream has no pages. Remove it.",
          "FETCH", "FETCH is not part of the dialect: a stream has no pages. Remove it.",
          "LATERAL", "LATERAL is not part of the dialect. Use EXPLODE in the SELECT list.",
          "DISTINCT",
              "DISTINCT cannot stand here. Write COUNT_DISTINCT(x) to count values, or GROUP BY to"
                  + " have each once.");

  private ForeignSyntax() {}

  static Optional<Hint> explain(List<Token> tokens, int index, Set<String> expected) {
    String word = SyntaxHints.word(tokens, index);
    String before = index > 0 ? SyntaxHints.word(tokens, index - 1) : "";
    String after = AFTER.get(before);
    if (after != null && isPlainWord(tokens.get(index - 1)) && !word.equals(".")) {
      return Optional.of(new Hint(index - 1, after));
    }
    String crossJoin = crossJoin(tokens, index, expected);
    if (!crossJoin.isEmpty()) {
      return Optional.of(new Hint(index, crossJoin));
    }
    String at = AT.get(word);
    if (at != null) {
      return Optional.of(new Hint(index, at));
    }
    return operators(tokens, index, word, before)
        .or(() -> types(tokens, index, word, before, expected))
        .or(() -> constructs(tokens, index, word, before, expected));
  }

  private static Optional<Hint> operators(
      List<Token> tokens, int index, String word, String before) {
    if (before.equals("=") && word.equals("=")) {
      return Optional.of(new Hint(index - 1, "== is no operator. Write a single =."));
    }
    if (before.equals("/") && word.equals("/")) {
      return Optional.of(new Hint(index - 1, "// begins no comment. Write --."));
    }
    if (before.endsWith("\\'") && tokens.get(index - 1).getType() == FeatureSqlLexer.STRING) {
      return Optional.of(new Hint(index - 1, Tokenizer.BACKSLASH));
    }
    return Optional.empty();
  }

  private static Optional<Hint> constructs(
      List<Token> tokens, int index, String word, String before, Set<String> expected) {
    if (word.equals("SELECT") && before.equals("(")) {
      return Optional.of(
          new Hint(
              index,
              "Subqueries are not part of the dialect. Name the inner query by CREATE STREAM … AS"
                  + " SELECT … and read from that name."));
    }
    if (word.equals("(") && before.equals("FROM")) {
      return Optional.of(
          new Hint(
              index,
              "FROM takes the name of a stream or table. Name the inner query by CREATE STREAM … AS"
                  + " SELECT … and read from that name."));
    }
    if (word.equals("TABLE") && before.equals("FROM")) {
      return Optional.of(
          new Hint(
              index,
              "Windows are no functions here. Write FROM source WINDOW TUMBLING (SIZE 10 MINUTES)."));
    }
    if (word.equals(",") && expected.contains("JOIN")) {
      return Optional.of(new Hint(index, "Sources are joined by JOIN … ON …, not by a comma."));
    }
    if (before.equals("IS") && (word.equals("TRUE") || word.equals("FALSE"))) {
      return Optional.of(
          new Hint(index, "IS " + word + " is not part of the dialect. Write = " + word + "."));
    }
    if (before.equals("EMIT") && isPlainWord(tokens.get(index))) {
      return Optional.of(new Hint(index, "EMIT takes CHANGES or FINAL."));
    }
    boolean constraint = word.equals("NOT") && expected.contains("PRIMARY");
    if (constraint) {
      return Optional.of(
          new Hint(
              index,
              "Columns have no NOT NULL: any field of an event may be missing. Remove it, and"
                  + " filter with WHERE … IS NOT NULL."));
    }
    return Optional.empty();
  }

  private static Optional<Hint> types(
      List<Token> tokens, int index, String word, String before, Set<String> expected) {
    boolean inDecimal =
        before.equals("DECIMAL")
            || (index >= 3 && SyntaxHints.word(tokens, index - 3).equals("DECIMAL"));
    if (inDecimal && (expected.contains("'('") || expected.contains("','"))) {
      return Optional.of(
          new Hint(index, "DECIMAL needs a precision and a scale. Write DECIMAL(10, 2)."));
    }
    boolean collection = Set.of("ARRAY", "MAP", "STRUCT").contains(before);
    if (collection && expected.contains("KEY") && (word.equals("[") || word.equals("("))) {
      return Optional.of(
          new Hint(
              index,
              "The type "
                  + before
                  + " takes angle brackets. Write ARRAY<INT>, MAP<STRING, INT> or STRUCT<a INT>."));
    }
    return Optional.empty();
  }

  /** {@code a CROSS JOIN b} fails only where ON is missing. */
  private static String crossJoin(List<Token> tokens, int index, Set<String> expected) {
    if (!expected.contains("ON")) {
      return "";
    }
    for (int i = index - 1; i > 0; i--) {
      if (tokens.get(i).getType() == FeatureSqlLexer.JOIN) {
        String kind = SyntaxHints.word(tokens, i - 1);
        return kind.equals("CROSS") || kind.equals("NATURAL") ? AFTER.getOrDefault(kind, "") : "";
      }
    }
    return "";
  }

  private static boolean isPlainWord(Token token) {
    return token.getType() == FeatureSqlLexer.IDENTIFIER;
  }
}
