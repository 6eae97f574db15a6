package dev.recency.sql.syntax;

import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.ParsedTest;
import dev.recency.sql.SqlException;
import dev.recency.sql.token.SourceText;
import dev.recency.sql.token.Tokenizer;
import dev.recency.sql.token.Tokenizer.Tokens;
import dev.recency.sql.token.Variables;
import dev.recency.sql.tree.SqlTest;
import dev.recency.sql.tree.TestStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads test files. Each {@code --@test:} begins a test with no variables defined; a mistake in one
 * test leaves the others as they are, but for one that leaves open where the next test begins.
 */
public final class TestFileParser {

  private final SourceText source;
  private final List<ParsedTest> tests = new ArrayList<>();
  private @Nullable Open open;

  private TestFileParser(SourceText source) {
    this.source = source;
  }

  /** The test whose statements are being read. */
  private static final class Open {
    private final Directive test;
    private final List<TestStatement> statements = new ArrayList<>();
    private final Variables variables = new Variables();
    private Optional<String> error = Optional.empty();
    private Optional<String> message = Optional.empty();
    private @Nullable SqlException mistake;
    private boolean rest;

    Open(Directive test) {
      this.test = test;
    }

    ParsedTest close() {
      if (statements.isEmpty() && mistake == null) {
        throw Directive.refuse(
            test.location(), "The test [" + test.contents() + "] has no statement.");
      }
      SqlTest read = new SqlTest(test.contents(), error, message, statements, test.location());
      return new ParsedTest(read, Optional.ofNullable(mistake), rest);
    }
  }

  /** The tests of a file, in order. */
  public static List<ParsedTest> parse(SourceText source) {
    TestFileParser parser = new TestFileParser(source);
    parser.read();
    return List.copyOf(parser.tests);
  }

  private void read() {
    Tokenizer tokenizer = new Tokenizer(source);
    boolean more = true;
    while (more) {
      Tokens tokens = tokenizer.next();
      int begin = tokens.tokens().get(0).getStartIndex();
      for (Token token : tokenizer.takeDirectives()) {
        Directive directive = Directive.of(source, token);
        boolean inside = !tokens.isEmpty() && token.getStartIndex() > begin;
        if (inside) {
          throw Directive.refuse(
              directive.location(), "A statement before this line has no end. Write ; after it.");
        }
        take(directive);
      }
      more = !tokens.isEmpty();
      if (more) {
        take(tokens);
      }
    }
    if (open == null) {
      throw Directive.refuse(
          source.locate(0), "The file holds no test. Begin each with --@test: name.");
    }
    tests.add(open.close());
  }

  private void take(Directive directive) {
    if (directive.kind() == Directive.Kind.TEST) {
      if (open != null) {
        tests.add(open.close());
      }
      open = new Open(directive);
      return;
    }
    Open test = opened(directive.location());
    Optional<String> contents = Optional.of(directive.contents());
    if (directive.kind() == Directive.Kind.EXPECTED_ERROR) {
      test.error = contents;
    } else {
      test.message = contents;
    }
  }

  private void take(Tokens tokens) {
    Open test = opened(source.locate(tokens.tokens().get(0).getStartIndex()));
    if (test.mistake != null) {
      test.rest = true;
      return;
    }
    try {
      TestStatement statement = StatementParser.testStatement(source, tokens, test.variables);
      if (!tokens.terminated()) {
        throw StatementParser.missingSemicolon(source, tokens);
      }
      if (statement instanceof TestStatement.Ordinary ordinary) {
        test.variables.apply(ordinary.statement());
      }
      test.statements.add(statement);
    } catch (SqlException e) {
      test.mistake = e;
    }
  }

  private Open opened(Location location) {
    Open test = open;
    if (test == null) {
      throw new SqlException(
          ErrorCode.SYNTAX, location, "No test has begun. Write --@test: name before this line.");
    }
    return test;
  }
}
