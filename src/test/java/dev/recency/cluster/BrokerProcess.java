package dev.recency.cluster;

import static org.awaitility.Awaitility.await;

import dev.recency.local.EmbeddedKafka;
import dev.recency.local.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in a process of its own, which can be started again with all that it held. */
final class BrokerProcess implements AutoCloseable {
  private static final String READY = "broker is ready";

  private final Path directory;
  private final Path logs;
  private final int port = FreePort.find();
  private final int controllerPort = FreePort.find();
  private @Nullable ClusterProcess process;
  private int starts;

  /**
   * A broker that is not started.
   *
   * @param directory for its records
   */
  BrokerProcess(Path directory, Path logs) {
    this.directory = directory;
    this.logs = logs;
  }

  /** {@code host:port}; the same after each start. */
  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts it; it is ready a few seconds later, see {@link #awaitReady}. */
  void start() {
    process =
        ClusterProcess.start(
            "broker-" + ++starts,
            logs,
            Map.of(),
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
  }

  void awaitReady() {
    ClusterProcess started = running();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              started.requireAlive();
              return started.output().contains(READY);
            });
  }

  /** Stops it in an orderly way. */
  void stop() {
    running().endInput();
    process = null;
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    running().kill();
    process = null;
  }

  private ClusterProcess running() {
    ClusterProcess started = process;
    if (started == null) {
      throw new IllegalStateException("the broker does not run");
    }
    return started;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  /** The process itself: {@code DIRECTORY PORT CONTROLLER_PORT}. It ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int controllerPort = Integer.parseInt(arguments[2]);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, controllerPort)) {
      System.out.println(READY + " at " + kafka.bootstrapServers());
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
