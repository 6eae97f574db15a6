package dev.recency.plan.function;

import dev.recency.plan.function.TypePattern.FieldOf;
import dev.recency.plan.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one line of a signature table: {@code NAME(pattern, …) -> pattern}. A single capital letter
 * is a type variable; {@code ...} repeats the last parameter.
 */
final class SignatureParser {
  private final String line;
  private int position;

  private SignatureParser(String line) {
    this.line = line;
  }

  static FunctionSignature parse(String line) {
    return new SignatureParser(line).signature();
  }

  private FunctionSignature signature() {
    String name = word();
    expect("(");
    List<TypePattern> parameters = new ArrayList<>();
    boolean variadic = false;
    while (!accept(")")) {
      if (!parameters.isEmpty()) {
        expect(",");
      }
      parameters.add(pattern());
      variadic = accept("...");
    }
    expect("->");
    return new FunctionSignature(name, parameters, variadic, pattern());
  }

  private TypePattern pattern() {
    if (accept("(")) {
      List<TypePattern> parameters = new ArrayList<>();
      do {
        parameters.add(pattern());
      } while (accept(","));
      expect(")");
      expect("=>");
      return new TypePattern.LambdaOf(parameters, pattern());
    }
    String word = word();
    return switch (word) {
      case "ANY" -> new TypePattern.Any();
      case "DECIMAL" -> new TypePattern.AnyDecimal();
      case "ARRAY" -> {
        expect("<");
        TypePattern element = pattern();
        expect(">");
        yield new TypePattern.ArrayOf(element);
      }
      case "MAP" -> {
        expect("<");
        TypePattern key = pattern();
        expect(",");
        TypePattern value = pattern();
        expect(">");
        yield new TypePattern.MapOf(key, value);
      }
      case "STRUCT" -> accept("<") ? fields() : new TypePattern.AnyStruct();
      default ->
          word.length() == 1
              ? new TypePattern.Variable(word)
              : new TypePattern.Exact(SqlType.Simple.valueOf(word));
    };
  }

  private TypePattern fields() {
    List<FieldOf> fields = new ArrayList<>();
    do {
      fields.add(new FieldOf(word(), pattern()));
    } while (accept(","));
    expect(">");
    return new TypePattern.StructOf(fields);
  }

  private String word() {
    skipSpaces();
    int start = position;
    while (position < line.length() && isWordPart(line.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw new IllegalStateException("Word expected at " + start + " of signature: " + line);
    }
    return line.substring(start, position);
  }

  private static boolean isWordPart(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private boolean accept(String token) {
    skipSpaces();
    if (!line.startsWith(token, position)) {
      return false;
    }
    position += token.length();
    return true;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalStateException(
          "Expected " + token + " at " + position + " of signature: " + line);
    }
  }

  private void skipSpaces() {
    while (position < line.length() && line.charAt(position) == ' ') {
      position++;
    }
  }
}
