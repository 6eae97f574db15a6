package dev.recency.cli;

/**
 * Where the libraries' log goes. Only system properties are set, before any logger exists, so that
 * commands without a job never load a logging library.
 */
final class Logging {
  private static final String CONFIGURATION = "log4j2.configurationFile";

  private Logging() {}

  static void configure(boolean verbose) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, "classpath:log4j2-cli.properties");
    }
    System.setProperty("recency.log.level", verbose ? "info" : "error");
  }
}
