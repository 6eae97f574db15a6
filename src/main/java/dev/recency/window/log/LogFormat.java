package dev.recency.window.log;

/**
 * What all logs of an operator have in common. Not thread-safe: they share a buffer.
 *
 * @param columns what a log stores of an event besides its time
 * @param partials what it keeps partial results of
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record LogFormat(LogSizes sizes, LogColumn[] columns, Partial[] partials, RunCodec codec) {
  /** The format of logs that store these columns. */
  public static LogFormat of(LogSizes sizes, LogColumn[] columns, Partial[] partials) {
    return new LogFormat(sizes, columns, partials, new RunCodec(columns));
  }
}
