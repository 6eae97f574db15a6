package dev.recency.sql.syntax;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.FeatureSqlLexer;
import dev.recency.sql.Location;
import dev.recency.sql.Spelling;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/**
 * Statements that the dialect or its neighbours have and feature definitions do not: each is
 * refused by a sentence of its own, because unsupported is not unknown.
 */
final class FirstWord {

  private static final String STATEMENTS = "CREATE, INSERT, SET, UNSET, DROP, DEFINE or UNDEFINE";

  private static final String SHOW =
      " looks into a running server. Definitions are read from files; run the check command to see"
          + " what they declare.";

  private static final String LIFE_CYCLE =
      " steers a query in a running server. Here a query lives as long as its statement is in the"
          + " file; remove the statement and restart the job.";

  private static final String CHANGE =
      " changes rows, and events do not change. Write the wanted rows with INSERT INTO … SELECT.";

  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("DESCRIBE", SHOW),
          Map.entry("SHOW", SHOW),
          Map.entry("LIST", SHOW),
          Map.entry("EXPLAIN", SHOW),
          Map.entry("PRINT", " reads a topic. Use a Kafka console consumer."),
          Map.entry("TERMINATE", LIFE_CYCLE),
          Map.entry("PAUSE", LIFE_CYCLE),
          Map.entry("RESUME", LIFE_CYCLE),
          Map.entry(
              "RUN",
              " SCRIPT reads another file. Name both files on the command line; a test needs"
                  + " the test command."),
          Map.entry(
              "ALTER", " adds columns to a declared source. Edit its CREATE statement instead."),
          Map.entry(
              "ASSERT",
              " looks at results, which only a test has. Move it to a file with --@test: name"
                  + " and run the test command."),
          Map.entry(
              "SELECT",
              " alone writes to nobody. Give its result a name: CREATE STREAM name AS SELECT …."),
          Map.entry(
              "WITH", " begins no statement. Name an inner query by CREATE STREAM … AS SELECT …."),
          Map.entry("MERGE", CHANGE),
          Map.entry("UPDATE", CHANGE),
          Map.entry("UPSERT", CHANGE),
          Map.entry("REPLACE", " is CREATE OR REPLACE here."),
          Map.entry("DELETE", CHANGE),
          Map.entry("TRUNCATE", CHANGE),
          Map.entry("USE", " chooses a database. Here are only topics; remove it."),
          Map.entry("BEGIN", " needs no statement: delivery is chosen when the job starts."),
          Map.entry("COMMIT", " needs no statement: delivery is chosen when the job starts."));

  private FirstWord() {}

  /** As the other form, for a statement of a test. */
  static void checkTest(SourceText source, List<Token> tokens) {
    int type = tokens.get(0).getType();
    if (type != FeatureSqlLexer.ASSERT && type != FeatureSqlLexer.RUN) {
      check(source, tokens);
    }
  }

  static void check(SourceText source, List<Token> tokens) {
    Token first = tokens.get(0);
    Location location = source.locate(first.getStartIndex());
    switch (first.getType()) {
      case FeatureSqlLexer.CREATE, FeatureSqlLexer.DROP -> {
        checkCreated(location, tokens);
        return;
      }
      case FeatureSqlLexer.INSERT,
          FeatureSqlLexer.SET,
          FeatureSqlLexer.UNSET,
          FeatureSqlLexer.DEFINE,
          FeatureSqlLexer.UNDEFINE -> {
        return;
      }
      default -> {}
    }
    String word = first.getText().toUpperCase(Locale.ROOT);
    String sentence = UNSUPPORTED.get(word);
    if (sentence != null) {
      throw new SqlException(ErrorCode.UNSUPPORTED, location, word + sentence);
    }
    if (SyntaxHints.isForeignCharacter(first)) {
      throw new SqlException(ErrorCode.SYNTAX, location, SyntaxHints.foreignCharacter(tokens, 0));
    }
    String meant =
        Spelling.nearest(
                word, List.of("CREATE", "INSERT", "SET", "UNSET", "DROP", "DEFINE", "UNDEFINE"))
            .map(near -> " Did you mean " + near + "?")
            .orElse("");
    throw new SqlException(
        ErrorCode.SYNTAX,
        location,
        "'" + first.getText() + "' begins no statement. Expected " + STATEMENTS + "." + meant);
  }

  /** What CREATE and DROP can name elsewhere. */
  private static void checkCreated(Location location, List<Token> tokens) {
    for (int i = 1; i < Math.min(4, tokens.size()); i++) {
      String word = tokens.get(i).getText().toUpperCase(Locale.ROOT);
      if (word.equals("CONNECTOR")) {
        throw new SqlException(
            ErrorCode.UNSUPPORTED,
            location,
            "Connectors are not part of feature definitions. Run them in Kafka Connect and declare"
                + " their topics by CREATE STREAM.");
      }
      boolean second = i == 1;
      if (word.equals("VIEW") || (second && (word.equals("FUNCTION") || word.equals("INDEX")))) {
        throw new SqlException(
            ErrorCode.UNSUPPORTED,
            location,
            "There is no " + word + " here. CREATE makes a STREAM, a TABLE or a TYPE.");
      }
    }
  }
}
