package dev.recency.sql.syntax;

import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Words the message of a syntax error. Mistakes that people bring from other dialects, and clauses
 * in the wrong order, get their own sentence; everything else says what was found, what was
 * expected and, if it looks like a slip, what was probably meant.
 */
final class SyntaxHints {

  /** The message, and the token that it is about. */
  record Hint(int index, String what) {}

  private static final List<String> CLAUSES =
      List.of("FROM", "WINDOW", "WHERE", "GROUP", "PARTITION", "HAVING", "EMIT", "LIMIT");

  private static final String ORDER =
      " The clauses of a query are FROM, JOIN, WINDOW, WHERE, GROUP BY, PARTITION BY, HAVING, EMIT"
          + " and LIMIT, each at most once and in this order.";

  private static final Set<String> STATEMENT_WORDS =
      Set.of("CREATE", "INSERT", "DROP", "SET", "UNSET", "DEFINE", "UNDEFINE", "SELECT");

  /** Reserved words that nobody takes for a name. */
  private static final Set<String> NEVER_NAMES =
      Set.of(
          "FROM", "WINDOW", "WHERE", "GROUP", "HAVING", "LIMIT", "SELECT", "AND", "OR", "NOT", "IN",
          "LIKE", "BETWEEN", "IS", "AS", "BY", "ON", "INTO", "WITH", "WITHIN", "JOIN", "WHEN",
          "THEN", "ELSE", "END", "CASE", "NULL");

  private static final int SHOWN_CHARACTERS = 40;

  private SyntaxHints() {}

  static Hint explain(List<Token> tokens, int index, Set<String> expected) {
    Optional<Hint> foreign = ForeignSyntax.explain(tokens, index, expected);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    if (isForeignCharacter(tokens.get(index))) {
      return new Hint(index, foreignCharacter(tokens, index));
    }
    String word = word(tokens, index);
    if (index > 0
        && word(tokens, index - 1).equals(",")
        && (CLAUSES.contains(word) || word.equals(")") || atEnd(tokens, index))) {
      return new Hint(
          index - 1,
          "A comma before "
              + found(tokens, index)
              + ". Remove it, or write what is missing behind it.");
    }
    if (expected.contains(Expected.END) && STATEMENT_WORDS.contains(word)) {
      return new Hint(index, "A statement ends before " + word + ". Write ; between them.");
    }
    if (isClauseInWrongPlace(tokens, index, word, expected)) {
      return new Hint(index, clause(word) + " cannot stand here." + ORDER);
    }
    return misspelt(tokens, index, expected)
        .orElseGet(() -> new Hint(index, unexpected(tokens, index, expected)));
  }

  private static boolean isClauseInWrongPlace(
      List<Token> tokens, int index, String word, Set<String> expected) {
    if (!CLAUSES.contains(word) || expected.contains(word) || !expected.contains(Expected.END)) {
      return false;
    }
    return tokens.subList(0, index).stream().anyMatch(t -> t.getType() == FeatureSqlLexer.FROM);
  }

  private static String clause(String word) {
    return word.equals("GROUP") || word.equals("PARTITION") ? word + " BY" : word;
  }

  /** A name where a keyword was expected, here or one token before, that is spelt almost like it. */
  private static Optional<Hint> misspelt(List<Token> tokens, int index, Set<String> expected) {
    if (tokens.get(index).getType() == FeatureSqlLexer.IDENTIFIER) {
      List<String> keywords =
          expected.stream().filter(w -> Character.isUpperCase(w.charAt(0))).toList();
      Optional<String> meant = Spelling.nearest(word(tokens, index), keywords);
      if (meant.isPresent()) {
        return Optional.of(
            new Hint(
                index,
                "Unexpected " + found(tokens, index) + ". Did you mean " + meant.get() + "?"));
      }
    }
    boolean name = index > 0 && tokens.get(index - 1).getType() == FeatureSqlLexer.IDENTIFIER;
    if (name && !word(tokens, index).equals(".")) {
      Optional<String> meant = Spelling.nearest(word(tokens, index - 1), CLAUSES);
      if (meant.isPresent()) {
        return Optional.of(
            new Hint(
                index - 1,
                "Unexpected "
                    + found(tokens, index - 1)
                    + ". Did you mean "
                    + clause(meant.get())
                    + "?"));
      }
    }
    return Optional.empty();
  }

  private static String unexpected(List<Token> tokens, int index, Set<String> expected) {
    StringBuilder what = new StringBuilder();
    if (atEnd(tokens, index)) {
      what.append("The statement ends too early.");
    } else {
      what.append("Unexpected ").append(found(tokens, index)).append('.');
    }
    if (!expected.isEmpty()) {
      what.append(" Expected ").append(Expected.listed(expected)).append('.');
    }
    what.append(fix(tokens.get(index), word(tokens, index), expected));
    return what.toString();
  }

  private static String fix(Token token, String word, Set<String> expected) {
    boolean nameExpected =
        expected.contains(Expected.NAME)
            || expected.contains(Expected.ALIAS)
            || expected.contains(Expected.EXPRESSION);
    if (nameExpected && isReserved(token) && !NEVER_NAMES.contains(word)) {
      return " As a name it needs back-quotes: `" + token.getText() + "`.";
    }
    boolean name =
        token.getType() == FeatureSqlLexer.IDENTIFIER
            || token.getType() == FeatureSqlLexer.DOUBLE_QUOTED;
    return expected.contains(Expected.CONSTANT) && name ? " A text stands in single quotes." : "";
  }

  /** Keywords stand before the words that can be names in the grammar. */
  private static boolean isReserved(Token token) {
    return token.getType() >= FeatureSqlLexer.ADVANCE
        && token.getType() <= FeatureSqlLexer.RESERVED;
  }

  static boolean isForeignCharacter(Token token) {
    return token.getType() == FeatureSqlLexer.UNRECOGNIZED;
  }

  private static final Map<String, String> CHARACTERS =
      Map.of(
          "&", "& is no operator. Write AND for a condition.",
          "|", "| is no operator. Write OR for a condition, or || to join texts.",
          "!", "! is no operator. Write NOT.",
          ":", "A colon alone is no operator. Write CAST(x AS type), or := in STRUCT and MAP.",
          "\\", "A backslash escapes nothing. A quote inside a text is written twice: ''.",
          "#", "# begins no comment. Write --.",
          "{", "Braces build nothing. Write STRUCT(name := value) or MAP(key := value).",
          "?", "There are no parameters. Write DEFINE name = 'value'; and ${name}.");

  static String foreignCharacter(List<Token> tokens, int index) {
    String text = tokens.get(index).getText();
    String known = CHARACTERS.get(text);
    if (known != null) {
      return known;
    }
    int character = text.charAt(0);
    String shown =
        character < ' ' || Character.isSurrogate(text.charAt(0)) ? "" : "'" + text + "' ";
    String fix =
        "‘’“”«»′″´".contains(text)
            ? "Write ' around a text."
            : "A name with other characters than A to Z, 0 to 9 and _ needs back-quotes.";
    return String.format(
        Locale.ROOT, "The character %s(U+%04X) cannot stand here. %s", shown, character, fix);
  }

  /** The token's text in upper case; operators and the like as written. */
  static String word(List<Token> tokens, int index) {
    String text = tokens.get(index).getText();
    return text.isEmpty() ? " " : text.toUpperCase(Locale.ROOT);
  }

  private static boolean atEnd(List<Token> tokens, int index) {
    return index == tokens.size() - 1;
  }

  private static String found(List<Token> tokens, int index) {
    if (atEnd(tokens, index)) {
      return Expected.END;
    }
    String text = tokens.get(index).getText();
    String line = text.lines().findFirst().orElse("");
    boolean cut = line.length() < text.length() || line.length() > SHOWN_CHARACTERS;
    if (tokens.get(index).getType() == FeatureSqlLexer.STRING && !cut) {
      return "text " + text;
    }
    return "'"
        + (cut ? line.substring(0, Math.min(line.length(), SHOWN_CHARACTERS)) + "…" : text)
        + "'";
  }
}
