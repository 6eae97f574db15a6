package dev.recency.flink.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Options in a file: {@code name = value}, one a line, as Java reads properties, in UTF-8. */
final class PropertiesFile {
  private static final int MAX_BYTES = 1 << 20;

  private PropertiesFile() {}

  /**
   * The options of a file, none of them twice.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no such file; says what is wrong with it
   */
  static Map<String, String> read(Path file) throws IOException {
    String text = text(file);
    Once properties = new Once();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": a \\u stands before what is no code of four digits: write the character", e);
    }
    Map<String, String> options = new TreeMap<>();
    properties.forEach((name, value) -> options.put((String) name, (String) value));
    if (!properties.twice.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": option [" + properties.twice.iterator().next() + "] stands twice: remove one");
    }
    return options;
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file. Name a properties file.");
    }
    try (InputStream input = Files.newInputStream(file)) {
      bytes = input.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException(file + ": the file cannot be read. Check its permissions.", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          file + ": the file is larger than 1 MiB: name a properties file");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file + ": the file is not UTF-8 text: save it as UTF-8", e);
    }
  }

  /** Remembers what was set twice, which properties do not. */
  private static final class Once extends Properties {
    private static final long serialVersionUID = 1L;

    private final Set<Object> twice = new TreeSet<>();
    private final Set<Object> seen = new HashSet<>();

    @Override
    public synchronized Object put(Object key, Object value) {
      if (!seen.add(key)) {
        twice.add(key);
      }
      return super.put(key, value);
    }
  }
}
