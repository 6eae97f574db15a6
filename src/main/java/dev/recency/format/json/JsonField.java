package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.recency.format.part.Problems;
import java.io.IOException;

/**
 * Where the value of one JSON field goes.
 *
 * @param <T> what is filled: a row under construction, or the fields of a struct
 */
interface JsonField<T> {
  /**
   * Reads a value that is not JSON's null. The parser stands at its first token and is left at its
   * last, also if there is a problem.
   */
  void read(JsonParser parser, T target, Problems problems) throws IOException;

  /** The field is null. */
  void setNull(T target);
}
