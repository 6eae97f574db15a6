package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recency.format.part.Texts;
import java.io.IOException;

/** How Recency reads JSON: strictly, and within limits. */
public final class Json {
  /** The deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 64;

  /** The longest string, in characters. */
  public static final int MAX_TEXT_LENGTH = 1 << 20;

  /** Parsers and generators of records. */
  public static final JsonFactory FACTORY =
      factory(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxStringLength(MAX_TEXT_LENGTH)
              .maxNumberLength(Texts.MAX_NUMBER_LENGTH)
              .build());

  /**
   * Parsers of files that people give us, in which records of every kind must find room, also those
   * over the limits.
   */
  public static final JsonFactory FILES =
      factory(
          StreamReadConstraints.builder()
              .maxNestingDepth(5_000)
              .maxStringLength(1 << 26)
              .maxNameLength(1 << 20)
              .maxNumberLength(100_000)
              .build());

  /** Trees with exact numbers. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(FILES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static JsonFactory factory(StreamReadConstraints constraints) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(constraints)
        // Interned names would outlive the record; the symbol table alone is as fast.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  private Json() {}

  /** Whether this text is exactly one JSON value. */
  public static boolean valid(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
