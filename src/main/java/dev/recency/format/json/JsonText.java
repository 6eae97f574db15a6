package dev.recency.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import dev.recency.format.part.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.StringJoiner;

/**
 * Any JSON value as a STRING column, in ksqlDB's spelling: numbers as Java writes them, objects as
 * compact JSON, arrays as {@code [1, 2]} without quotes inside.
 */
final class JsonText {
  private JsonText() {}

  static String read(JsonParser parser, Problems problems) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_NUMBER_INT -> parser.getText().equals("-0") ? "0" : parser.getText();
      case JsonTokenId.ID_NUMBER_FLOAT -> fraction(parser.getText(), problems);
      case JsonTokenId.ID_START_OBJECT -> Json.MAPPER.readTree(parser).toString();
      case JsonTokenId.ID_START_ARRAY -> array(parser, problems);
      default -> parser.getText();
    };
  }

  private static String fraction(String text, Problems problems) {
    try {
      return new BigDecimal(text).toString();
    } catch (NumberFormatException e) {
      problems.outOfRange("the number has too large an exponent");
      return "";
    }
  }

  private static String array(JsonParser parser, Problems problems) throws IOException {
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser, problems));
    }
    return elements.toString();
  }
}
