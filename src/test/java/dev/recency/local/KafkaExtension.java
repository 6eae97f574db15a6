package dev.recency.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An embedded broker for the tests of one class: {@code @RegisterExtension static final
 * KafkaExtension KAFKA = new KafkaExtension();}. Its files lie under the build's temporary directory.
 */
public final class KafkaExtension implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Path directory;
  private @Nullable EmbeddedKafka kafka;

  /** The running broker. */
  public EmbeddedKafka kafka() {
    EmbeddedKafka running = kafka;
    if (running == null) {
      throw new IllegalStateException("The broker runs only while tests of its class run");
    }
    return running;
  }

  /** {@code host:port} of the broker. */
  public String bootstrapServers() {
    return kafka().bootstrapServers();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path created = Files.createTempDirectory("kafka-");
    directory = created;
    kafka = EmbeddedKafka.start(created);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (kafka != null) {
      kafka.close();
    }
    if (directory != null) {
      TemporaryDirectory.delete(directory);
    }
  }
}
