package dev.recency.expression;

import dev.recency.expression.CastCompiler.Conversion;
import dev.recency.expression.ErrorListener.Kind;
import dev.recency.plan.row.StructValue;
import dev.recency.plan.type.BooleanText;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.type.SqlType.Field;
import dev.recency.plan.type.SqlType.Simple;
import dev.recency.plan.type.TemporalText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Casts from and to STRING: the text that the dialect gives each type. */
public final class TextCasts {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final int MAX_NUMBER_LENGTH = 400;
  private static final int MAX_EXPONENT = 1000;

  private TextCasts() {}

  /** The text of a value of this type: {@code 1.0E8}, {@code [1, null]}, {@code {a=1}}. */
  public static String toText(@Nullable Object value, SqlType type) {
    if (value == null) {
      return "null";
    }
    if (type instanceof SqlType.Array array) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      ((List<?>) value).forEach(element -> text.add(toText(element, array.element())));
      return text.toString();
    }
    if (type instanceof SqlType.MapOf map) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      ((Map<?, ?>) value)
          .forEach((k, v) -> text.add(toText(k, map.key()) + "=" + toText(v, map.value())));
      return text.toString();
    }
    if (type instanceof SqlType.Struct struct) {
      return structText((StructValue) value, struct);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof ByteBuffer bytes) {
      return base64(bytes);
    }
    return type.temporal() ? temporalText((Number) value, type) : value.toString();
  }

  /** Fields that are NULL are left out. */
  private static String structText(StructValue value, SqlType.Struct type) {
    StringJoiner text = new StringJoiner(",", "Struct{", "}");
    for (int i = 0; i < value.size(); i++) {
      Field field = type.fields().get(i);
      Object given = value.get(i);
      if (given != null) {
        text.add(field.name() + "=" + toText(given, field.type()));
      }
    }
    return text.toString();
  }

  private static String temporalText(Number value, SqlType type) {
    if (type == Simple.TIMESTAMP) {
      return TIMESTAMP.format(Instant.ofEpochMilli(value.longValue()).atOffset(ZoneOffset.UTC));
    }
    return type == Simple.DATE
        ? LocalDate.ofEpochDay(value.intValue()).toString()
        : LocalTime.ofSecondOfDay(value.intValue() / 1000).toString();
  }

  private static String base64(ByteBuffer bytes) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    return StandardCharsets.US_ASCII.decode(encoded).toString();
  }

  /** Reads text, spaces around it ignored; a text that is no BOOLEAN is false. */
  static Conversion fromText(SqlType to) {
    if (to instanceof SqlType.Decimal decimal) {
      return value -> NumberCasts.fit(number(trimmed(value)), decimal);
    }
    if (!(to instanceof Simple simple)) {
      throw new IllegalArgumentException("No cast from STRING to " + to);
    }
    return switch (simple) {
      case BOOLEAN -> value -> BooleanText.read((String) value).orElse(false);
      case INTEGER -> value -> Integer.parseInt(trimmed(value));
      case BIGINT -> value -> Long.parseLong(trimmed(value));
      case DOUBLE -> value -> floating(trimmed(value));
      case BYTES ->
          value -> ByteBuffer.wrap(Base64.getDecoder().decode(trimmed(value))).asReadOnlyBuffer();
      case TIMESTAMP -> value -> TemporalText.timestamp(trimmed(value));
      case DATE -> value -> TemporalText.date(trimmed(value));
      case TIME -> value -> TemporalText.timeOfDay(trimmed(value));
      case STRING -> value -> value;
      case NULL -> throw new IllegalArgumentException("No cast from STRING to " + to);
    };
  }

  private static String trimmed(Object value) {
    return ((String) value).trim();
  }

  private static BigDecimal number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw new EvaluationException(Kind.BAD_CAST, "Text too long for a number");
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw new EvaluationException(Kind.OVERFLOW, "Exponent too large for a DECIMAL");
    }
    return number;
  }

  /** Java's hexadecimal forms and type suffixes are refused. */
  private static double floating(String text) {
    if (!text.isEmpty()) {
      char last = text.charAt(text.length() - 1);
      boolean word = text.endsWith("NaN") || text.endsWith("Infinity");
      if (!word && !Character.isDigit(last) && last != '.') {
        throw new EvaluationException(Kind.BAD_CAST, "[" + text + "] is no DOUBLE");
      }
    }
    return Double.parseDouble(text);
  }
}
