package dev.recency.sql;

/**
 * A definition that cannot be accepted: the place, the class of the mistake, and a text that says
 * what is wrong, what was expected and what to write instead.
 */
public final class SqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  // Location is a plain record of text and numbers; the exception is never serialized.
  private final transient Location location;
  private final ErrorCode code;
  private final String what;

  /**
   * @param what one or two sentences without the place: what is wrong, then what to write
   */
  public SqlException(ErrorCode code, Location location, String what) {
    super(location + ": " + what);
    this.location = location;
    this.code = code;
    this.what = what;
  }

  /** Where the mistake begins. */
  public Location location() {
    return location;
  }

  /** The class of the mistake. */
  public ErrorCode code() {
    return code;
  }

  /** The message without the place. */
  public String what() {
    return what;
  }
}
