package dev.recency.flink.options;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Timeouts that a client only compares when it is made, which is on the tasks and would be a loop of
 * restarts: an acknowledgement has to have time to come, a heartbeat has to fit into a session.
 */
public final class ClientTimeouts {
  private ClientTimeouts() {}

  /**
   * Compares the options of consumers and producers, without their prefixes.
   *
   * @throws IllegalArgumentException for the first two that are out of order; says what to do
   */
  public static void check(Map<String, String> source, Map<String, String> sink) {
    // Unless it is set, the producer raises it by itself.
    if (sink.containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
      long delivery = producer(sink, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
      long linger = producer(sink, ProducerConfig.LINGER_MS_CONFIG);
      long request = producer(sink, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
      if (delivery < linger + request) {
        throw new IllegalArgumentException(
            "kafka.sink.delivery.timeout.ms [%d] is less than kafka.sink.linger.ms [%d] and kafka.sink.request.timeout.ms [%d] together: raise it or lower them"
                .formatted(delivery, linger, request));
      }
    }
    long heartbeat = consumer(source, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
    long session = consumer(source, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    if (heartbeat >= session) {
      throw new IllegalArgumentException(
          "kafka.source.heartbeat.interval.ms [%d] is not less than kafka.source.session.timeout.ms [%d]: lower it, to a third at most"
              .formatted(heartbeat, session));
    }
  }

  private static long producer(Map<String, String> options, String name) {
    return number(options, name, ProducerConfig.configDef());
  }

  private static long consumer(Map<String, String> options, String name) {
    return number(options, name, ConsumerConfig.configDef());
  }

  private static long number(Map<String, String> options, String name, ConfigDef definition) {
    String standard = String.valueOf(definition.defaultValues().get(name));
    String value = options.getOrDefault(name, standard);
    // What a task reads for itself is not known here.
    return Long.parseLong(Reference.parse(value).isPresent() ? standard : value);
  }
}
