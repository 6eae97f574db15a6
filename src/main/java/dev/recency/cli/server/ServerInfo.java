package dev.recency.cli.server;

/**
 * What a server says about itself.
 *
 * @param version of ksqlDB
 * @param serviceId begins the names of its consumer groups
 */
public record ServerInfo(String version, String serviceId) {
  /** The consumer group with which a persistent query reads its sources. */
  public String consumerGroup(String queryId) {
    return "_confluent-ksql-" + serviceId + "query_" + queryId;
  }
}
