package dev.recency.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** What the user of a client may do with topics. */
final class TopicRights {
  private TopicRights() {}

  /**
   * Those of the topics, which exist, for which the broker says that this is not allowed, sorted. One
   * that says nothing of rights is believed to allow everything; a topic that it does not even show
   * to this user allows nothing.
   */
  static KafkaFuture<List<String>> lacking(
      Admin admin, Collection<String> topics, AclOperation operation) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Set<String> lacking = new ConcurrentSkipListSet<>();
    List<KafkaFuture<Boolean>> answers = new ArrayList<>();
    admin
        .describeTopics(topics, options)
        .topicNameValues()
        .forEach(
            (name, description) ->
                answers.add(
                    Answers.expecting(
                            TopicAuthorizationException.class,
                            true,
                            description,
                            topic -> denied(topic.authorizedOperations(), operation))
                        .thenApply(denied -> denied && lacking.add(name))));
    return KafkaFuture.allOf(answers.toArray(KafkaFuture[]::new))
        .thenApply(nothing -> List.copyOf(lacking));
  }

  private static boolean denied(@Nullable Set<AclOperation> allowed, AclOperation operation) {
    return allowed != null && !allowed.isEmpty() && !allowed.contains(operation);
  }
}
