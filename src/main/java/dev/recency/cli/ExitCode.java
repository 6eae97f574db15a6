package dev.recency.cli;

/** What the exit code of the process says. */
public final class ExitCode {
  /** All went as asked. */
  public static final int OK = 0;

  /** Differences were found or tests failed. */
  public static final int DIFFERENT = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** A definition was refused. */
  public static final int INVALID_DEFINITION = 3;

  /** A file, a directory or a broker does not do its part. */
  public static final int ENVIRONMENT = 4;

  /** A mistake of Recency itself. */
  public static final int INTERNAL = 70;

  private ExitCode() {}
}
