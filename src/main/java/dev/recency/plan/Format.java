package dev.recency.plan;

/**
 * How keys or values are written as bytes.
 *
 * @param delimiter the separator of DELIMITED; a comma and without meaning elsewhere
 */
public record Format(Kind kind, char delimiter) {
  /** JSON text. */
  public static final Format JSON = new Format(Kind.JSON, ',');

  /** Kafka's own primitive serializers. */
  public static final Format KAFKA = new Format(Kind.KAFKA, ',');

  /** Comma-separated text. */
  public static final Format DELIMITED = new Format(Kind.DELIMITED, ',');

  /** No bytes at all: the record has no key (or no value). */
  public static final Format NONE = new Format(Kind.NONE, ',');

  /** The formats of the dialect that Recency reads and writes. */
  public enum Kind {
    /** One JSON value in UTF-8. */
    JSON,
    /** Separated text, quoted as in RFC 4180. */
    DELIMITED,
    /** One column: text in UTF-8, numbers big-endian. */
    KAFKA,
    /** Nothing. */
    NONE
  }
}
