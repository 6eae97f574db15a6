package dev.recency.expression.function;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * ABS, CEIL, FLOOR, ROUND, TRUNC, SIGN. ROUND goes to the nearer neighbour and, halfway, towards
 * positive infinity. Decimals keep the scale of their type.
 */
final class RoundingFunctions {
  private RoundingFunctions() {}

  static void register(Registry registry) {
    registry.one("ABS(INTEGER) -> INTEGER", (Integer value) -> Math.abs(value));
    registry.one("ABS(BIGINT) -> BIGINT", (Long value) -> Math.abs(value));
    registry.one("ABS(DECIMAL) -> DECIMAL", (BigDecimal value) -> value.abs());
    registry.one("ABS(DOUBLE) -> DOUBLE", (Double value) -> Math.abs(value));
    for (String name : new String[] {"CEIL", "FLOOR"}) {
      registry.one(name + "(INTEGER) -> INTEGER", (Integer value) -> value);
      registry.one(name + "(BIGINT) -> BIGINT", (Long value) -> value);
    }
    registry.one("CEIL(DOUBLE) -> DOUBLE", (Double value) -> Math.ceil(value));
    registry.one("FLOOR(DOUBLE) -> DOUBLE", (Double value) -> Math.floor(value));
    registry.one(
        "CEIL(DECIMAL) -> DECIMAL", (BigDecimal value) -> keep(value, 0, RoundingMode.CEILING));
    registry.one(
        "FLOOR(DECIMAL) -> DECIMAL", (BigDecimal value) -> keep(value, 0, RoundingMode.FLOOR));
    round(registry);
    trunc(registry);
    registry.one("SIGN(INTEGER) -> INTEGER", (Integer value) -> Integer.signum(value));
    registry.one("SIGN(BIGINT) -> INTEGER", (Long value) -> Long.signum(value));
    registry.one("SIGN(DOUBLE) -> INTEGER", (Double value) -> (int) Math.signum(value));
  }

  private static void round(Registry registry) {
    registry.one("ROUND(INTEGER) -> BIGINT", (Integer value) -> value.longValue());
    registry.one("ROUND(BIGINT) -> BIGINT", (Long value) -> value);
    registry.one("ROUND(DOUBLE) -> BIGINT", (Double value) -> Math.round(value));
    registry.one(
        "ROUND(DECIMAL) -> DECIMAL", (BigDecimal value) -> value.setScale(0, halfUp(value)));
    registry.two(
        "ROUND(DECIMAL, INTEGER) -> DECIMAL",
        (BigDecimal value, Integer places) -> keep(value, places, halfUp(value)));
    registry.two(
        "ROUND(DOUBLE, INTEGER) -> DOUBLE",
        (Double value, Integer places) -> {
          BigDecimal decimal = BigDecimal.valueOf(value);
          return decimal.setScale(checked(places), halfUp(decimal)).doubleValue();
        });
  }

  private static void trunc(Registry registry) {
    registry.one("TRUNC(INTEGER) -> BIGINT", (Integer value) -> value.longValue());
    registry.one("TRUNC(BIGINT) -> BIGINT", (Long value) -> value);
    registry.one("TRUNC(DOUBLE) -> BIGINT", (Double value) -> value.longValue());
    registry.one(
        "TRUNC(DECIMAL) -> DECIMAL", (BigDecimal value) -> value.setScale(0, RoundingMode.DOWN));
    registry.two(
        "TRUNC(DECIMAL, INTEGER) -> DECIMAL",
        (BigDecimal value, Integer places) -> keep(value, places, RoundingMode.DOWN));
    registry.two(
        "TRUNC(DOUBLE, INTEGER) -> DOUBLE",
        (Double value, Integer places) ->
            BigDecimal.valueOf(value).setScale(checked(places), RoundingMode.DOWN).doubleValue());
  }

  private static RoundingMode halfUp(BigDecimal value) {
    return value.signum() > 0 ? RoundingMode.HALF_UP : RoundingMode.HALF_DOWN;
  }

  private static BigDecimal keep(BigDecimal value, int places, RoundingMode mode) {
    return places >= value.scale()
        ? value
        : value.setScale(checked(places), mode).setScale(value.scale());
  }

  /** Keeps a place from the data from making a number of a billion digits. */
  private static int checked(int places) {
    FunctionErrors.check(Math.abs((long) places) <= 400, "Decimal places must be within ±400");
    return places;
  }
}
