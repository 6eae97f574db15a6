package dev.recency.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recency.format.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON line; key and value as the JSON text that stands there. */
final class LineFields {
  private static final String KNOWN = "topic, partition, key, value, timestamp, headers and window";

  String topic = "";
  OptionalInt partition = OptionalInt.empty();
  @Nullable String key;
  @Nullable String value;
  OptionalLong timestampMillis = OptionalLong.empty();
  List<RawRecord.Header> headers = List.of();
  private byte @Nullable [] windowBytes;

  private LineFields() {}

  /**
   * The fields of this line.
   *
   * @throws IOException if it is no JSON
   * @throws IllegalArgumentException if a field is not what it should be
   */
  static LineFields read(String text) throws IOException {
    LineFields fields = new LineFields();
    try (JsonParser parser = Json.FILES.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("expected one JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        fields.set(name, parser, text);
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("expected one JSON object, found more behind it");
      }
    }
    return fields;
  }

  private void set(String name, JsonParser parser, String text) throws IOException {
    switch (name) {
      case "topic" -> topic = string(parser, name);
      case "partition" -> partition = OptionalInt.of((int) number(parser, name, Integer.MAX_VALUE));
      case "key" -> key = json(parser, text);
      case "value" -> value = json(parser, text);
      case "timestamp" -> timestampMillis = OptionalLong.of(number(parser, name, Long.MAX_VALUE));
      case "headers" -> headers = headers(parser, text);
      case "window" -> windowBytes = window(parser);
      default ->
          throw new IllegalArgumentException("unknown field [" + name + "]; a line has " + KNOWN);
    }
  }

  /** The value as it is written, so that a test can hold bad input. */
  private static String json(JsonParser parser, String text) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    return text.substring(start, end).strip();
  }

  private static String string(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("[" + name + "] has to be a string");
    }
    return parser.getText();
  }

  private static long number(JsonParser parser, String name, long max) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number >= 0 && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException("[" + name + "] has to be a whole number from 0");
  }

  private static List<RawRecord.Header> headers(JsonParser parser, String text) throws IOException {
    List<RawRecord.Header> headers = new ArrayList<>();
    expect(parser.currentToken() == JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken() == JsonToken.START_ARRAY);
      expect(parser.nextToken() == JsonToken.VALUE_STRING);
      String name = parser.getText();
      parser.nextToken();
      byte[] bytes = TopicCodec.undeclared().encodeValueText(json(parser, text));
      headers.add(new RawRecord.Header(name, bytes));
      expect(parser.nextToken() == JsonToken.END_ARRAY);
    }
    return headers;
  }

  private static void expect(boolean header) {
    if (!header) {
      throw new IllegalArgumentException("[headers] has to be [[\"name\", \"text\"], …]");
    }
  }

  /** What a windowed key ends with: the start, of a session the end and the start. */
  private static byte[] window(JsonParser parser) throws IOException {
    long start = -1;
    long end = -1;
    boolean session = false;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "start" -> start = number(parser, name, Long.MAX_VALUE);
        case "end" -> end = number(parser, name, Long.MAX_VALUE);
        case "type" -> session = string(parser, name).equals("session");
        default -> throw new IllegalArgumentException("unknown field [" + name + "] of [window]");
      }
    }
    if (start < 0 || session && end < 0) {
      throw new IllegalArgumentException("[window] has to be {start, end, type: time|session}");
    }
    return session
        ? ByteBuffer.allocate(2 * Long.BYTES).putLong(end).putLong(start).array()
        : ByteBuffer.allocate(Long.BYTES).putLong(start).array();
  }

  /** How many bytes of the key are its window. */
  int windowBytes() {
    byte[] window = windowBytes;
    return window == null || key == null || key.equals("null") ? 0 : window.length;
  }

  /** The key with its window, if the line names one. */
  byte @Nullable [] windowed(byte @Nullable [] plainKey) {
    byte[] window = windowBytes;
    if (window == null || plainKey == null) {
      return plainKey;
    }
    return ByteBuffer.allocate(plainKey.length + window.length).put(plainKey).put(window).array();
  }
}
