package dev.recency.expression.function;

import java.util.random.RandomGenerator;

/** Functions of real numbers, IEEE 754: NaN and infinities where there is no real result. */
final class DoubleFunctions {
  private DoubleFunctions() {}

  static void register(Registry registry) {
    registry.one("SQRT(DOUBLE) -> DOUBLE", (Double x) -> Math.sqrt(x));
    registry.one("CBRT(DOUBLE) -> DOUBLE", (Double x) -> Math.cbrt(x));
    registry.one("EXP(DOUBLE) -> DOUBLE", (Double x) -> Math.exp(x));
    registry.one("LN(DOUBLE) -> DOUBLE", (Double x) -> Math.log(x));
    registry.one("LOG(DOUBLE) -> DOUBLE", (Double x) -> Math.log(x));
    registry.two("LOG(DOUBLE, DOUBLE) -> DOUBLE", (Double base, Double x) -> logarithm(base, x));
    registry.two("POWER(DOUBLE, DOUBLE) -> DOUBLE", (Double x, Double y) -> Math.pow(x, y));
    registry.raw("PI() -> DOUBLE", arguments -> Math.PI);
    registry.site(
        "RANDOM() -> DOUBLE",
        site -> {
          RandomGenerator random = site.surroundings().random();
          return arguments -> random.nextDouble();
        });
    registry.one("DEGREES(DOUBLE) -> DOUBLE", (Double x) -> Math.toDegrees(x));
    registry.one("RADIANS(DOUBLE) -> DOUBLE", (Double x) -> Math.toRadians(x));
    registry.one("SIN(DOUBLE) -> DOUBLE", (Double x) -> Math.sin(x));
    registry.one("COS(DOUBLE) -> DOUBLE", (Double x) -> Math.cos(x));
    registry.one("TAN(DOUBLE) -> DOUBLE", (Double x) -> Math.tan(x));
    registry.one("COT(DOUBLE) -> DOUBLE", (Double x) -> 1 / Math.tan(x));
    registry.one("ASIN(DOUBLE) -> DOUBLE", (Double x) -> Math.asin(x));
    registry.one("ACOS(DOUBLE) -> DOUBLE", (Double x) -> Math.acos(x));
    registry.one("ATAN(DOUBLE) -> DOUBLE", (Double x) -> Math.atan(x));
    registry.two("ATAN2(DOUBLE, DOUBLE) -> DOUBLE", (Double y, Double x) -> Math.atan2(y, x));
    registry.one("SINH(DOUBLE) -> DOUBLE", (Double x) -> Math.sinh(x));
    registry.one("COSH(DOUBLE) -> DOUBLE", (Double x) -> Math.cosh(x));
    registry.one("TANH(DOUBLE) -> DOUBLE", (Double x) -> Math.tanh(x));
  }

  /** NaN for a base that is no base of logarithms. */
  private static double logarithm(double base, double x) {
    return base <= 0 || base == 1 ? Double.NaN : Math.log(x) / Math.log(base);
  }
}
