package dev.recency.cli;

import dev.recency.format.JsonLines;
import dev.recency.format.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines, compressed if its name ends in {@code .gz}, for a topic.
 *
 * @param topic of the lines that name none
 */
record InputFile(String topic, Path file) {
  /** A record in a file: its line's number counts from 1. */
  record Numbered(long number, JsonLines.Line line) {
    /**
     * The record for Kafka. Without a partition of its own it goes to murmur2 of its key (without a
     * window), without a key to its line's number, modulo the number of partitions.
     */
    ProducerRecord<byte[], byte[]> toRecord(Map<String, Integer> partitions) {
      int count = partitions.getOrDefault(line.topic(), 1);
      byte[] key = line.key();
      int partition =
          line.partition()
              .orElseGet(
                  () ->
                      key == null
                          ? (int) (number % count)
                          : Utils.toPositive(Utils.murmur2(inner(key))) % count);
      RecordHeaders headers = new RecordHeaders();
      for (RawRecord.Header header : line.headers()) {
        headers.add(header.key(), header.value());
      }
      Long timestamp =
          line.timestampMillis().isPresent() ? line.timestampMillis().getAsLong() : null;
      return new ProducerRecord<>(line.topic(), partition, timestamp, key, line.value(), headers);
    }

    private byte[] inner(byte[] key) {
      return Arrays.copyOf(key, key.length - line.windowBytes());
    }
  }

  /** What an option {@code TOPIC=FILE} says. */
  static InputFile parse(String option) {
    int equals = option.indexOf('=');
    if (equals < 1 || equals == option.length() - 1) {
      throw new IllegalArgumentException("[" + option + "]: write TOPIC=FILE");
    }
    return new InputFile(option.substring(0, equals), Path.of(option.substring(equals + 1)));
  }

  /** Finds a file that is not there before anything is started. */
  void requireReadable() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + ": no readable file. Name a file of JSON lines.");
    }
  }

  /**
   * Opens the file; records come in the order of the lines, empty lines are skipped.
   *
   * @param partitions of each topic that a line may name
   */
  Lines open(JsonLines lines, Map<String, Integer> partitions) throws IOException {
    try {
      InputStream bytes = Files.newInputStream(file);
      try {
        InputStream plain =
            file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new Lines(new Utf8Lines(plain), lines, partitions);
      } catch (IOException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IOException(file + ": the file cannot be read. (" + e.getMessage() + ")", e);
    }
  }

  /** The records of an open file. */
  final class Lines implements Iterator<Numbered>, AutoCloseable {
    private final Utf8Lines reader;
    private final JsonLines lines;
    private final Map<String, Integer> partitions;
    private long number;
    private @Nullable String next;

    private Lines(Utf8Lines reader, JsonLines lines, Map<String, Integer> partitions)
        throws IOException {
      this.reader = reader;
      this.lines = lines;
      this.partitions = partitions;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Numbered next() {
      String text = next;
      if (text == null) {
        throw new NoSuchElementException();
      }
      Numbered result = new Numbered(number, read(text));
      try {
        advance();
      } catch (IOException e) {
        throw new UncheckedIOException(
            new IOException(file + ":" + number + ": not readable: " + e.getMessage(), e));
      }
      return result;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    private JsonLines.Line read(String text) {
      JsonLines.Line line;
      try {
        line = lines.read(file + ":" + number, topic, text);
      } catch (IllegalArgumentException e) {
        throw new EnvironmentException(String.valueOf(e.getMessage()), e);
      }
      checkTarget(line);
      return line;
    }

    /** A producer would wait a minute for a partition that does not exist. */
    private void checkTarget(JsonLines.Line line) {
      Integer count = partitions.get(line.topic());
      if (count == null) {
        throw wrong(
            "topic [%s] is no topic of the definitions: name one of %s, or none for [%s]"
                .formatted(line.topic(), new TreeSet<>(partitions.keySet()), topic));
      }
      int partition = line.partition().orElse(0);
      if (partition < 0 || partition >= count) {
        throw wrong(
            "partition [%d] does not exist: topic [%s] has %d, counted from 0"
                .formatted(partition, line.topic(), count));
      }
    }

    private EnvironmentException wrong(String what) {
      return new EnvironmentException(file + ":" + number + ": " + what, null);
    }

    private @Nullable String read() throws IOException {
      try {
        return reader.next();
      } catch (CharacterCodingException e) {
        throw wrong(
            "not UTF-8 text. Save the file as UTF-8; a key or value of other bytes is written"
                + " {\"base64\": \"…\"}");
      }
    }

    private void advance() throws IOException {
      do {
        number++;
        next = read();
      } while (next != null && next.isBlank());
    }
  }
}
