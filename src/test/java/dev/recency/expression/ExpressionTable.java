package dev.recency.expression;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of tests: {@code expression ==> value TYPE}, one a line. */
public final class ExpressionTable {
  private ExpressionTable() {}

  /** Splits a table into pairs of arguments. */
  public static Stream<Arguments> of(String table) {
    return table
        .lines()
        .map(
            line -> {
              String[] parts = line.split(" ==> ", -1);
              if (parts.length != 2) {
                throw new IllegalArgumentException("No pair: " + line);
              }
              return Arguments.of(parts[0].trim(), parts[1].trim());
            });
  }
}
