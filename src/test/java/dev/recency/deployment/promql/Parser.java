package dev.recency.deployment.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads queries; what the alert rules do not use is refused. */
final class Parser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\d+[smhd]|\\d+(?:\\.\\d+)?|\"[^\"]*\"|[A-Za-z_]\\w*|[=!<>]=|[-/<>=(){}\\[\\],])");

  /** Operators by how strongly they bind, the weakest first. */
  private static final List<Set<String>> BINARY =
      List.of(
          Set.of("and", "unless"),
          Set.of("==", "!=", "<=", ">=", "<", ">"),
          Set.of("-"),
          Set.of("/"));

  private static final Set<String> AGGREGATES = Set.of("sum", "min", "max", "count");
  private static final Set<String> FUNCTIONS =
      Set.of("rate", "increase", "deriv", "max_over_time", "absent");
  private static final Map<Character, Long> UNIT_MILLIS =
      Map.of('s', 1_000L, 'm', 60_000L, 'h', 3_600_000L, 'd', 86_400_000L);

  private final List<String> tokens = new ArrayList<>();
  private int next;

  private Parser(String query) {
    Matcher matcher = TOKEN.matcher(query.strip());
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
      matcher.region(end, matcher.regionEnd());
    }
    if (end < query.strip().length()) {
      throw new IllegalArgumentException("not understood: [" + query.strip().substring(end) + "]");
    }
  }

  static Expression parse(String query) {
    Parser parser = new Parser(query);
    Expression expression = parser.binary(0);
    if (parser.next < parser.tokens.size()) {
      throw parser.unexpected();
    }
    return expression;
  }

  /** One series as Prometheus writes it. */
  static Expression.Selector series(String text) {
    return (Expression.Selector) parse(text);
  }

  /** The length of a time such as {@code 5m}. */
  static long millis(String length) {
    long unitMillis = UNIT_MILLIS.getOrDefault(length.charAt(length.length() - 1), 0L);
    return Long.parseLong(length.substring(0, length.length() - 1)) * unitMillis;
  }

  private Expression binary(int level) {
    if (level == BINARY.size()) {
      return primary();
    }
    Expression left = binary(level + 1);
    while (BINARY.get(level).contains(peek())) {
      String operator = take();
      List<String> on = accept("on") ? labels() : List.of();
      left = new Expression.Binary(operator, on, left, binary(level + 1));
    }
    return left;
  }

  private Expression primary() {
    String token = take();
    if (token.equals("(")) {
      Expression inner = binary(0);
      expect(")");
      return inner;
    }
    if (Character.isDigit(token.charAt(0))) {
      return new Expression.Literal(Double.parseDouble(token));
    }
    if (AGGREGATES.contains(token)) {
      List<String> by = accept("by") ? labels() : List.of();
      return new Expression.Aggregate(token, by, argument());
    }
    if (FUNCTIONS.contains(token)) {
      return new Expression.Call(token, argument());
    }
    if (token.equals("time")) {
      expect("(");
      expect(")");
      return new Expression.Time();
    }
    if (!token.matches("[a-z]\\w*") || peek().equals("(")) {
      next--;
      throw unexpected();
    }
    return selector(token);
  }

  private Expression argument() {
    expect("(");
    Expression argument = binary(0);
    expect(")");
    return argument;
  }

  private Expression selector(String name) {
    Map<String, String> labels = new TreeMap<>();
    if (accept("{")) {
      do {
        String label = take();
        expect("=");
        labels.put(label, take().replace("\"", ""));
      } while (accept(","));
      expect("}");
    }
    long rangeMillis = 0;
    if (accept("[")) {
      rangeMillis = millis(take());
      expect("]");
    }
    return new Expression.Selector(
        name, labels, rangeMillis, accept("offset") ? millis(take()) : 0);
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    expect("(");
    do {
      labels.add(take());
    } while (accept(","));
    expect(")");
    return labels;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    if (next == tokens.size()) {
      throw unexpected();
    }
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    if (!peek().equals(token)) {
      return false;
    }
    next++;
    return true;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        "not expected: [%s] after %s".formatted(peek(), tokens.subList(0, next)));
  }
}
