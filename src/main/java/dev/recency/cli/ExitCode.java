package dev.recency.cli;

/** What the exit code of the process says. */
final class ExitCode {
  /** All went as asked. */
  static final int OK = 0;

  /** Differences were found or tests failed. */
  static final int DIFFERENT = 1;

  /** The command line itself is wrong. */
  static final int USAGE = 2;

  /** A definition was refused. */
  static final int INVALID_DEFINITION = 3;

  /** A file, a directory or a broker does not do its part. */
  static final int ENVIRONMENT = 4;

  /** A mistake of Recency itself. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
