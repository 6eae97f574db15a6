package dev.recency.cli.compare;

import dev.recency.cli.EnvironmentException;
import dev.recency.format.JsonLines;
import dev.recency.format.RawRecord;
import dev.recency.plan.Serialization;
import dev.recency.plan.Sink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Commands as JSON lines, as {@code run --output} writes them. The lines of topics that the compared
 * statements do not write are read in the format of the first of them. Every iteration reads anew
 * and throws {@link EnvironmentException} at a line that is none.
 */
final class CommandFile implements Iterable<RawRecord> {
  private static final JsonLines ANY = JsonLines.of(List.of());

  private final Path file;
  private final JsonLines lines;
  private final String topic;

  /** Looks at the file once. */
  CommandFile(Path file, Subject subject) {
    this.file = file;
    Map<String, JsonLines.Topic> topics = new LinkedHashMap<>();
    subject.statements().forEach(each -> declare(topics, each.statement().sink(), null));
    Sink first = subject.statements().get(0).statement().sink();
    topic = first.serialization().topic();
    try (Lines all = new Lines(ANY)) {
      all.forEachRemaining(each -> declare(topics, first, each.topic()));
    }
    lines = JsonLines.of(topics.values());
  }

  private static void declare(
      Map<String, JsonLines.Topic> topics, Sink sink, @Nullable String topic) {
    Serialization written = sink.serialization();
    String name = topic == null ? written.topic() : topic;
    topics.putIfAbsent(
        name,
        new JsonLines.Topic(
            new Serialization(
                name, written.keyFormat(), written.valueFormat(), written.wrapSingleValue()),
            sink.columns()));
  }

  @Override
  public Iterator<RawRecord> iterator() {
    return new Lines(lines);
  }

  /** One pass; closed at its end. */
  private final class Lines implements Iterator<RawRecord>, AutoCloseable {
    private final JsonLines format;
    private final BufferedReader reader;
    private final List<String> peeked = new ArrayList<>(1);
    private long number;
    private boolean ended;

    Lines(JsonLines format) {
      this.format = format;
      try {
        InputStream bytes = Files.newInputStream(file);
        boolean packed = file.toString().endsWith(".gz");
        reader =
            new BufferedReader(
                new InputStreamReader(
                    packed ? new GZIPInputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new EnvironmentException(
            file + ": the file cannot be read. (" + e.getMessage() + ")", e);
      }
    }

    @Override
    public boolean hasNext() {
      try {
        while (peeked.isEmpty() && !ended) {
          String line = reader.readLine();
          if (line == null) {
            ended = true;
            reader.close();
          } else {
            number++;
            if (!line.isBlank()) {
              peeked.add(line);
            }
          }
        }
        return !peeked.isEmpty();
      } catch (IOException e) {
        throw new EnvironmentException(
            file + ":" + number + ": the file cannot be read on. (" + e.getMessage() + ")", e);
      }
    }

    @Override
    public RawRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        JsonLines.Line line = format.read(file + ":" + number, topic, peeked.remove(0));
        return new RawRecord(
            line.topic(),
            line.partition().orElse(0),
            number - 1,
            line.timestampMillis().orElseThrow(this::untimed),
            line.key(),
            line.value(),
            line.headers());
      } catch (IllegalArgumentException e) {
        throw new EnvironmentException(String.valueOf(e.getMessage()), e);
      }
    }

    private EnvironmentException untimed() {
      return new EnvironmentException(
          file + ":" + number + ": the line has no timestamp; add \"timestamp\"", null);
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
