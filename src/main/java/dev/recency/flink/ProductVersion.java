package dev.recency.flink;

import java.util.Optional;

/** The version of the product, as savepoints and running jobs state it. */
public final class ProductVersion {
  private ProductVersion() {}

  /** What the jar's manifest states; {@code development} without a jar. */
  public static String current() {
    return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
