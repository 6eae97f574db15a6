package dev.recency.sql.syntax;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.Spelling;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/**
 * A line {@code --@kind: contents} of a test file.
 *
 * @param contents without the blanks around them; never empty
 */
record Directive(Kind kind, String contents, Location location) {

  private static final Pattern FORM = Pattern.compile("--@\\s*([^:\\s]*)\\s*(:?)(.*)");

  /** What a directive can say. */
  enum Kind {
    TEST("test"),
    EXPECTED_ERROR("expected.error"),
    EXPECTED_MESSAGE("expected.message");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  static Directive of(SourceText source, Token token) {
    Location location = source.locate(token.getStartIndex());
    Matcher matcher = FORM.matcher(token.getText());
    if (!matcher.matches()) {
      throw new IllegalStateException("[" + token.getText() + "] is no directive");
    }
    String word = matcher.group(1);
    List<String> words = Arrays.stream(Kind.values()).map(kind -> kind.word).toList();
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(each -> each.word.equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    refuse(
                        location,
                        "'"
                            + word
                            + "' is no directive."
                            + Spelling.nearest(word, words)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")
                            + " Directives are --@test:, --@expected.error: and"
                            + " --@expected.message:."));
    String contents = matcher.group(3).strip();
    if (matcher.group(2).isEmpty() || contents.isEmpty()) {
      throw refuse(location, "--@" + word + " says nothing. Write --@" + word + ": and a text.");
    }
    return new Directive(kind, contents, location);
  }

  static SqlException refuse(Location location, String what) {
    return new SqlException(ErrorCode.SYNTAX, location, what);
  }
}
