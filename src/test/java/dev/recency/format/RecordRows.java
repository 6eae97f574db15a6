package dev.recency.format;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of odd records: each has a name, bytes, and one fate. Used by the decoder's test and,
 * mixed into good data, end to end.
 */
public final class RecordRows {
  private RecordRows() {}

  /** All rows. */
  public static List<RecordRow> all() {
    return Stream.of(ShapeRows.all(), FieldRows.all(), NumberRows.all(), KeyAndTimeRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
