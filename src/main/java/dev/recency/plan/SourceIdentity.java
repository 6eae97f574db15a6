package dev.recency.plan;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a source is to those who keep state over it. A topic whose formats or event time are declared
 * anew is another source: it is read again from its beginning, and what was kept over the old one
 * would count its events twice.
 *
 * <p>A stream or table that a statement makes is known by its name and by the source behind it. That
 * its statement may change is not in it: the rows that it gave so far stay what they were.
 */
public final class SourceIdentity {
  private SourceIdentity() {}

  /** The source as text: equal texts, same source. */
  public static String text(Plan plan, String source) {
    Source root = root(plan, source);
    return Stream.of(
            source,
            root.name(),
            root.kind().name(),
            topicText(root),
            root.keyWindow().map(Object::toString).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  /** What one consumer reads, and so what an offset belongs to: topic, formats and event time. */
  public static String topicText(Source declared) {
    Serialization serialization = declared.serialization();
    return Stream.of(
            serialization.topic(),
            format(serialization.keyFormat()),
            format(serialization.valueFormat()),
            declared.timestamp().map(TimestampColumn::column).orElse(""),
            declared.timestamp().flatMap(TimestampColumn::pattern).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  private static String format(Format format) {
    return format.kind() + "(" + format.delimiter() + ")";
  }

  /** The declared source that the rows of a source come from. */
  public static Source root(Plan plan, String source) {
    String name = source;
    while (true) {
      Source found = input(plan, name);
      if (found.declared()) {
        return found;
      }
      name = maker(plan, name).source();
    }
  }

  private static Source input(Plan plan, String name) {
    return plan.inputs().stream()
        .map(Input::source)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no input [" + name + "]"));
  }

  /** The statement that makes a stream or table; INSERT INTO may add to it. */
  private static Query maker(Plan plan, String name) {
    return plan.queries().stream()
        .filter(query -> query.sink().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing makes [" + name + "]"));
  }

  /** The source for people to read, with everything that {@link #text} depends on. */
  public static String words(Plan plan, String source) {
    Source root = root(plan, source);
    Serialization serialization = root.serialization();
    String via = root.name().equals(source) ? "" : " by way of " + root.name();
    return "%s%s: %s over topic [%s], key %s, value %s, time %s"
        .formatted(
            source,
            via,
            root.kind(),
            serialization.topic(),
            words(serialization.keyFormat()),
            words(serialization.valueFormat()),
            root.timestamp().map(SourceIdentity::words).orElse("of the Kafka record"));
  }

  private static String words(Format format) {
    return format.kind() == Format.Kind.DELIMITED
        ? "DELIMITED by '" + format.delimiter() + "'"
        : format.kind().name();
  }

  private static String words(TimestampColumn timestamp) {
    return timestamp.column() + timestamp.pattern().map(each -> " as '" + each + "'").orElse("");
  }
}
