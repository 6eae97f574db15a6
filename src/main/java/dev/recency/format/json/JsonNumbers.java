package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import dev.recency.format.part.Problems;
import dev.recency.format.part.Texts;
import dev.recency.plan.type.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in JSON as columns: from numbers and from strings that hold one. A fraction is cut off
 * for whole-number columns, as in ksqlDB; a number out of range is a problem, unlike there, where
 * it wraps.
 */
final class JsonNumbers {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private JsonNumbers() {}

  /** INTEGER, BIGINT, DATE, TIME or TIMESTAMP. */
  static long readLong(JsonParser parser, SqlType.Simple type, Problems problems)
      throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_NUMBER_INT -> readWhole(parser, type, problems);
      case JsonTokenId.ID_NUMBER_FLOAT -> readFraction(parser, type, problems);
      case JsonTokenId.ID_STRING -> Texts.readLong(parser.getText(), type, problems);
      default -> {
        mismatch(parser, type, problems);
        yield 0;
      }
    };
  }

  private static long readWhole(JsonParser parser, SqlType.Simple type, Problems problems)
      throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      problems.outOfRange("the number does not fit " + type);
      return 0;
    }
    return Texts.inRange(parser.getLongValue(), type, problems);
  }

  private static long readFraction(JsonParser parser, SqlType.Simple type, Problems problems)
      throws IOException {
    BigDecimal value = exact(parser, type, problems);
    if (value == null) {
      return 0;
    }
    // The cut value fits exactly if the value lies between the limits widened by less than one.
    boolean fits =
        value.compareTo(MIN_LONG.subtract(BigDecimal.ONE)) > 0
            && value.compareTo(MAX_LONG.add(BigDecimal.ONE)) < 0;
    if (!fits) {
      problems.outOfRange("the number does not fit " + type);
      return 0;
    }
    return Texts.inRange(value.longValue(), type, problems);
  }

  private static @Nullable BigDecimal exact(JsonParser parser, SqlType type, Problems problems)
      throws IOException {
    try {
      return new BigDecimal(parser.getText());
    } catch (NumberFormatException e) {
      problems.outOfRange("the number does not fit " + type);
      return null;
    }
  }

  /** DOUBLE. JSON's {@code -0.0} is read as 0.0, as ksqlDB does. */
  static double readDouble(JsonParser parser, Problems problems) throws IOException {
    switch (parser.currentTokenId()) {
      case JsonTokenId.ID_NUMBER_INT:
      case JsonTokenId.ID_NUMBER_FLOAT:
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
          problems.outOfRange("the number does not fit DOUBLE");
        }
        return value + 0.0;
      case JsonTokenId.ID_STRING:
        return Texts.readDouble(parser.getText(), problems);
      default:
        mismatch(parser, SqlType.Simple.DOUBLE, problems);
        return 0;
    }
  }

  /** DECIMAL. */
  static @Nullable BigDecimal readDecimal(
      JsonParser parser, SqlType.Decimal type, Problems problems) throws IOException {
    switch (parser.currentTokenId()) {
      case JsonTokenId.ID_NUMBER_INT:
      case JsonTokenId.ID_NUMBER_FLOAT:
        BigDecimal value = exact(parser, type, problems);
        return value == null ? null : Texts.fit(value, type, problems);
      case JsonTokenId.ID_STRING:
        return Texts.readDecimal(parser.getText(), type, problems);
      default:
        mismatch(parser, type, problems);
        return null;
    }
  }

  /** Says that another kind of value was expected, and passes over the one that is there. */
  static void mismatch(JsonParser parser, SqlType type, Problems problems) throws IOException {
    String found =
        switch (parser.currentTokenId()) {
          case JsonTokenId.ID_START_OBJECT -> "an object";
          case JsonTokenId.ID_START_ARRAY -> "an array";
          case JsonTokenId.ID_STRING -> "text";
          case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE -> "a boolean";
          case JsonTokenId.ID_NULL -> "null";
          default -> "a number";
        };
    problems.malformed("expected " + type + ", found " + found);
    parser.skipChildren();
  }
}
