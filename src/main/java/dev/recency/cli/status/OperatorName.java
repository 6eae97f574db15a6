package dev.recency.cli.status;

/** The name of an operator as the job gives it. */
record OperatorName(String name) {
  private static final String WRITER = ": Writer";
  private static final int MAX_LENGTH = 80;

  static OperatorName source(String topic) {
    return new OperatorName("Source: source " + topic);
  }

  static OperatorName sink(String topic) {
    return new OperatorName("sink-" + topic + WRITER);
  }

  /**
   * As its metrics are called: Flink leaves 80 characters of it, and of a sink's writer cuts what
   * stands before {@code : Writer}; some characters it writes differently.
   */
  String inMetrics() {
    return inMetrics(cut());
  }

  String cut() {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    String end = name.endsWith(WRITER) ? WRITER : "";
    return name.substring(0, MAX_LENGTH - end.length()) + end;
  }

  /** Part of the name of a metric as Flink writes it. */
  static String inMetrics(String part) {
    return part.replaceAll("[ .:,]", "_");
  }
}
