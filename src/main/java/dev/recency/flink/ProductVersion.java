package dev.recency.flink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the product, as it, its savepoints and its running jobs state it. */
public final class ProductVersion {
  private static final String FILE = "version.properties";
  private static final String CURRENT = read();

  private ProductVersion() {}

  /** The version that was built, such as {@code 0.1.0}; the same from a jar and from its classes. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream file = ProductVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the build has left out [" + FILE + "]");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
