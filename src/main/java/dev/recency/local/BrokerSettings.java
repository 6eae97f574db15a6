package dev.recency.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the embedded broker is told, with the reason where the default would not do. */
final class BrokerSettings {
  private static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final String CLIENT_LISTENER = "CLIENTS";

  private BrokerSettings() {}

  static Map<String, String> of(String host, int brokerPort, int controllerPort, Path logs) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    String broker = CLIENT_LISTENER + "://" + host + ":" + brokerPort;
    settings.put(
        "listeners", broker + "," + CONTROLLER_LISTENER + "://" + host + ":" + controllerPort);
    settings.put("advertised.listeners", broker);
    settings.put("inter.broker.listener.name", CLIENT_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        CONTROLLER_LISTENER + ":PLAINTEXT," + CLIENT_LISTENER + ":PLAINTEXT");
    settings.put("log.dirs", logs.toString());
    oneCopyOfEverything(settings);
    keepWhatIsWritten(settings);
    staySmall(settings);
    // Re-opening takes 10 seconds after a shutdown that is not controlled.
    settings.put("controlled.shutdown.enable", "true");
    // A name with a typing error is to be an error, not an empty topic.
    settings.put("auto.create.topics.enable", "false");
    // What an ended job left open holds readers up until it is found to have expired.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return Map.copyOf(settings);
  }

  private static void oneCopyOfEverything(Map<String, String> settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
  }

  /** Events of any year: no retention by age, no check of timestamps against the wall clock. */
  private static void keepWhatIsWritten(Map<String, String> settings) {
    settings.put("log.retention.ms", "-1");
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
  }

  /** Index files are mapped at full size and the cleaner allocates its buffer at the start. */
  private static void staySmall(Map<String, String> settings) {
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
  }
}
