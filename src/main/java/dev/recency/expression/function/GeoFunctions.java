package dev.recency.expression.function;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GEO_DISTANCE: great-circle distance by the haversine formula on a sphere. */
final class GeoFunctions {
  private static final double RADIUS_KILOMETERS = 6371;
  private static final double RADIUS_MILES = 3959;

  private GeoFunctions() {}

  static void register(Registry registry) {
    registry.four(
        "GEO_DISTANCE(DOUBLE, DOUBLE, DOUBLE, DOUBLE) -> DOUBLE",
        (Double latitude1, Double longitude1, Double latitude2, Double longitude2) ->
            RADIUS_KILOMETERS * angle(latitude1, longitude1, latitude2, longitude2));
    registry.raw(
        "GEO_DISTANCE(DOUBLE, DOUBLE, DOUBLE, DOUBLE, STRING) -> DOUBLE",
        arguments ->
            arguments[0] instanceof Double latitude1
                    && arguments[1] instanceof Double longitude1
                    && arguments[2] instanceof Double latitude2
                    && arguments[3] instanceof Double longitude2
                ? radius(arguments[4]) * angle(latitude1, longitude1, latitude2, longitude2)
                : null);
  }

  /** Kilometers unless miles are asked for. */
  private static double radius(@Nullable Object unit) {
    String name = unit == null ? "" : ((String) unit).trim().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "MI", "MILE", "MILES" -> RADIUS_MILES;
      case "", "KM", "KILOMETER", "KILOMETERS", "KILOMETRE", "KILOMETRES" -> RADIUS_KILOMETERS;
      default -> throw FunctionErrors.refuse("The unit of a distance is KILOMETERS or MILES");
    };
  }

  private static double angle(
      double latitude1, double longitude1, double latitude2, double longitude2) {
    FunctionErrors.check(
        Math.abs(latitude1) <= 90 && Math.abs(latitude2) <= 90,
        "Latitudes lie within -90 and 90 degrees");
    FunctionErrors.check(
        Math.abs(longitude1) <= 180 && Math.abs(longitude2) <= 180,
        "Longitudes lie within -180 and 180 degrees");
    double halfLatitude = Math.sin(Math.toRadians(latitude2 - latitude1) / 2);
    double halfLongitude = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
    double haversine =
        halfLatitude * halfLatitude
            + Math.cos(Math.toRadians(latitude1))
                * Math.cos(Math.toRadians(latitude2))
                * halfLongitude
                * halfLongitude;
    return 2 * Math.asin(Math.sqrt(haversine));
  }
}
