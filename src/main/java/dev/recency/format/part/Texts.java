package dev.recency.format.part;

import dev.recency.plan.row.Row;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values of columns as text: in DELIMITED, and in JSON strings that stand for numbers. */
public final class Texts {
  /** The longest text that is read as a number. */
  public static final int MAX_NUMBER_LENGTH = 100;

  /** Milliseconds of a day: one more than the largest TIME. */
  public static final int DAY_MILLIS = 86_400_000;

  private Texts() {}

  /** The smallest value of a type that is held as a long. */
  public static long minOf(SqlType.Simple type) {
    return switch (type) {
      case INTEGER, DATE -> Integer.MIN_VALUE;
      case TIME -> 0;
      default -> Long.MIN_VALUE;
    };
  }

  /** The largest value of a type that is held as a long. */
  public static long maxOf(SqlType.Simple type) {
    return switch (type) {
      case INTEGER, DATE -> Integer.MAX_VALUE;
      case TIME -> DAY_MILLIS - 1;
      default -> Long.MAX_VALUE;
    };
  }

  /** The number, if it lies in the range of its type. */
  public static long inRange(long value, SqlType.Simple type, Problems problems) {
    if (value < minOf(type) || value > maxOf(type)) {
      problems.outOfRange("the number does not fit " + type);
    }
    return value;
  }

  /** An INTEGER, BIGINT, DATE, TIME or TIMESTAMP written in decimal digits. */
  public static long readLong(String text, SqlType.Simple type, Problems problems) {
    if (tooLong(text, problems)) {
      return 0;
    }
    try {
      return inRange(Long.parseLong(text), type, problems);
    } catch (NumberFormatException e) {
      if (allDigits(text)) {
        problems.outOfRange("the number does not fit " + type);
      } else {
        problems.malformed("expected " + type + ", found text that is no whole number");
      }
      return 0;
    }
  }

  private static boolean allDigits(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.length() > start && text.chars().skip(start).allMatch(Character::isDigit);
  }

  /** A DOUBLE as Java reads it; {@code NaN} and {@code Infinity} are values, 1e400 is none. */
  public static double readDouble(String text, Problems problems) {
    if (tooLong(text, problems)) {
      return 0;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value) && !text.contains("Infinity")) {
        problems.outOfRange("the number does not fit DOUBLE");
      }
      return value;
    } catch (NumberFormatException e) {
      problems.malformed("expected DOUBLE, found text that is no number");
      return 0;
    }
  }

  /** A DECIMAL; digits that its precision or scale does not hold are refused, not rounded. */
  public static @Nullable BigDecimal readDecimal(
      String text, SqlType.Decimal type, Problems problems) {
    if (tooLong(text, problems)) {
      return null;
    }
    try {
      return fit(new BigDecimal(text), type, problems);
    } catch (NumberFormatException e) {
      problems.malformed("expected " + type + ", found text that is no number");
      return null;
    }
  }

  /** The number with the scale of its type, if no digit of it gets lost. */
  public static @Nullable BigDecimal fit(
      BigDecimal number, SqlType.Decimal type, Problems problems) {
    BigDecimal value = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    // Compared before it is scaled: 1e999999999 must not be written out.
    long wholeDigits = (long) value.precision() - value.scale();
    boolean fits =
        value.signum() == 0
            || value.scale() <= type.scale() && wholeDigits <= type.precision() - type.scale();
    if (!fits) {
      problems.outOfRange("the number does not fit " + type);
      return null;
    }
    return value.setScale(type.scale());
  }

  /** BYTES in base64. */
  public static @Nullable ByteBuffer readBytes(String text, Problems problems) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer();
    } catch (IllegalArgumentException e) {
      problems.malformed("expected BYTES, found text that is no base64");
      return null;
    }
  }

  /** BYTES as base64. */
  public static String writeBytes(ByteBuffer value) {
    return Base64.getEncoder().encodeToString(bytes(value));
  }

  /** A copy of the bytes. */
  public static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  /** Sets a slot from the text of a DELIMITED field. */
  static void set(Row.Builder row, int slot, SqlType columnType, String text, Problems problems) {
    if (columnType instanceof SqlType.Decimal decimal) {
      row.setReference(slot, readDecimal(text, decimal, problems));
      return;
    }
    if (!(columnType instanceof SqlType.Simple type)) {
      throw new IllegalArgumentException("DELIMITED holds no " + columnType);
    }
    switch (type) {
      case BOOLEAN -> row.setBoolean(slot, Boolean.parseBoolean(text));
      case INTEGER, BIGINT, DATE, TIME, TIMESTAMP ->
          row.setLong(slot, readLong(text, type, problems));
      case DOUBLE -> row.setDouble(slot, readDouble(text, problems));
      case STRING -> row.setReference(slot, text);
      case BYTES -> row.setReference(slot, readBytes(text, problems));
      case NULL -> row.setNull(slot);
    }
  }

  /** The text of a value in a DELIMITED field; null for NULL. */
  static @Nullable String get(Row row, int slot, SqlType type) {
    Object value = row.get(slot, type);
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof ByteBuffer buffer) {
      return writeBytes(buffer);
    }
    return value == null ? null : value.toString();
  }

  private static boolean tooLong(String text, Problems problems) {
    if (text.length() <= MAX_NUMBER_LENGTH) {
      return false;
    }
    problems.limit("a number has more than [" + MAX_NUMBER_LENGTH + "] characters");
    return true;
  }
}
