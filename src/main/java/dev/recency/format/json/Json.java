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

  /** Parsers and generators of everything that is not ours to trust. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT_LENGTH)
                  .maxNumberLength(Texts.MAX_NUMBER_LENGTH)
                  .build())
          // Interned names would outlive the record; the symbol table alone is as fast.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** Trees with exact numbers, within the same limits. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

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
