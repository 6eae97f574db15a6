package dev.recency.expression.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON inside of text: numbers keep their digits, what follows the first value is not looked at. */
final class JsonText {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT_LENGTH = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT_LENGTH)
                          .build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  /**
   * The first value; a missing node if there is only space.
   *
   * @throws dev.recency.expression.EvaluationException if it is no JSON
   */
  static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MAPPER.missingNode() : node;
    } catch (JsonProcessingException e) {
      throw FunctionErrors.refuse("The text is no JSON");
    }
  }

  static boolean valid(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node != null && !node.isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Text without its quotes, anything else as JSON. */
  static String plain(JsonNode node) {
    return node.isTextual() ? node.textValue() : json(node);
  }

  /** Compact JSON; numbers may have an exponent. */
  static String json(Object value) {
    return write(MAPPER.writer(), value);
  }

  /** Compact JSON; decimal numbers have no exponent. */
  static String withoutExponents(Object value) {
    return write(MAPPER.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw FunctionErrors.refuse("The value has no JSON form");
    }
  }
}
