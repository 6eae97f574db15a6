package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recency.plan.type.SqlType;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a key or value is the expected one: objects by field (a lower-case expected name may mean
 * an upper-case actual one), arrays by element, integers by value, doubles within 1e-6, decimals by
 * digits and scale, everything else as it is.
 */
final class NodeComparison {
  private static final double TOLERANCE = 1e-6;

  private NodeComparison() {}

  /**
   * Compares.
   *
   * @param type of the actual value, if it is known
   */
  static boolean matches(JsonNode expected, JsonNode actual, Optional<SqlType> type) {
    if (expected.isObject() && actual.isObject()) {
      return objectsMatch(expected, actual, type);
    }
    if (expected.isArray() && actual.isArray()) {
      return arraysMatch(expected, actual, type);
    }
    if (type.isPresent() && type.get() instanceof SqlType.Decimal) {
      return decimalsMatch(expected, actual);
    }
    if (expected.isNumber() && actual.isNumber()) {
      return numbersMatch(expected.decimalValue(), actual.decimalValue());
    }
    if (type.isPresent() && type.get() == SqlType.Simple.DOUBLE) {
      return expected.asText().equals(actual.asText());
    }
    return expected.equals(actual);
  }

  private static boolean numbersMatch(BigDecimal expected, BigDecimal actual) {
    if (expected.compareTo(actual) == 0) {
      return true;
    }
    boolean fraction = expected.scale() > 0 || actual.scale() > 0;
    return fraction && expected.subtract(actual).abs().doubleValue() <= TOLERANCE;
  }

  private static boolean decimalsMatch(JsonNode expected, JsonNode actual) {
    if (expected.isNull() || actual.isNull()) {
      return expected.isNull() && actual.isNull();
    }
    return expected.isNumber() || expected.isTextual()
        ? expected.asText().equals(actual.asText())
            || (actual.isNumber() && sameDigits(expected.asText(), actual.decimalValue()))
        : expected.equals(actual);
  }

  private static boolean sameDigits(String expected, BigDecimal actual) {
    try {
      return new BigDecimal(expected).equals(actual);
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  private static boolean arraysMatch(JsonNode expected, JsonNode actual, Optional<SqlType> type) {
    Optional<SqlType> element =
        type.filter(SqlType.Array.class::isInstance).map(each -> ((SqlType.Array) each).element());
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i), element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean objectsMatch(JsonNode expected, JsonNode actual, Optional<SqlType> type) {
    Set<String> unseen = new LinkedHashSet<>();
    actual.fieldNames().forEachRemaining(unseen::add);
    for (String name : (Iterable<String>) expected::fieldNames) {
      String found = actual.has(name) ? name : name.toUpperCase(Locale.ROOT);
      JsonNode value = actual.path(found);
      unseen.remove(found);
      boolean bothAbsent = value.isMissingNode() && expected.get(name).isNull();
      if (!bothAbsent && !matches(expected.get(name), value, fieldType(type, found))) {
        return false;
      }
    }
    return unseen.stream().allMatch(name -> actual.get(name).isNull());
  }

  private static Optional<SqlType> fieldType(Optional<SqlType> type, String name) {
    if (type.isEmpty()) {
      return type;
    }
    if (type.get() instanceof SqlType.MapOf map) {
      return Optional.of(map.value());
    }
    if (type.get() instanceof SqlType.Struct struct && struct.indexOf(name) >= 0) {
      return Optional.of(struct.fields().get(struct.indexOf(name)).type());
    }
    return Optional.empty();
  }
}
