package dev.recency.format;

import dev.recency.format.json.Json;
import dev.recency.format.part.Utf8;
import org.jspecify.annotations.Nullable;

/** How the bytes of a key or value look as JSON text. */
interface TextPart {
  /**
   * The bytes for this JSON text, which is valid and not {@code null}.
   *
   * @throws IllegalArgumentException if the format cannot hold it
   */
  byte[] encode(String json);

  /** The JSON text for these bytes, on one line, or null if they do not decode. */
  @Nullable String decode(byte[] bytes);

  /** JSON as it is, duplicate fields and all. */
  TextPart JSON =
      new TextPart() {
        @Override
        public byte[] encode(String json) {
          return Utf8.encode(json);
        }

        @Override
        public @Nullable String decode(byte[] bytes) {
          String text = Utf8.decode(bytes);
          // In valid JSON line ends stand only between tokens, so they may become spaces.
          return text == null || !Json.valid(text)
              ? null
              : text.strip().replace('\n', ' ').replace('\r', ' ');
        }
      };

  /** Text as a JSON string; other JSON values, if given, as they are written. */
  TextPart RAW =
      new TextPart() {
        @Override
        public byte[] encode(String json) {
          return Utf8.encode(json.startsWith("\"") ? JsonScalar.text(json) : json);
        }

        @Override
        public @Nullable String decode(byte[] bytes) {
          String text = Utf8.decode(bytes);
          return text == null ? null : JsonScalar.quote(text);
        }
      };
}
