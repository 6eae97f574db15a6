package dev.recency.flink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** What the user of a client may do with topics. */
final class TopicRights {
  private TopicRights() {}

  /**
   * Those of the topics, which exist, for which the broker says that this is not allowed. One that
   * says nothing of rights is believed to allow everything.
   */
  static KafkaFuture<List<String>> lacking(
      Admin admin, Collection<String> topics, AclOperation operation) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    return admin
        .describeTopics(topics, options)
        .allTopicNames()
        .thenApply(described -> lacking(described, operation));
  }

  private static List<String> lacking(
      Map<String, TopicDescription> described, AclOperation operation) {
    return described.values().stream()
        .filter(topic -> denied(topic.authorizedOperations(), operation))
        .map(TopicDescription::name)
        .sorted()
        .toList();
  }

  private static boolean denied(@Nullable Set<AclOperation> allowed, AclOperation operation) {
    return allowed != null && !allowed.isEmpty() && !allowed.contains(operation);
  }
}
