package dev.recency.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rights to topics that are taken away and come back; with a broker that asks for them. */
@Tag("nightly")
final class AuthorizationFaultsIT {
  @RegisterExtension
  static final SharedRuntime RUNTIME =
      SharedRuntime.own(
          Map.of(
              "authorizer.class.name",
              "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
              "allow.everyone.if.no.acl.found",
              "true"));

  /** Everyone may do everything with a topic but this. */
  private static void deny(String topic, AclOperation operation) throws Exception {
    try (Admin admin = RUNTIME.kafka().admin()) {
      admin
          .createAcls(
              List.of(
                  rule(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                  rule(topic, operation, AclPermissionType.DENY)))
          .all()
          .get();
    }
  }

  private static AclBinding rule(String topic, AclOperation operation, AclPermissionType type) {
    return rule(ResourceType.TOPIC, topic, operation, type);
  }

  private static AclBinding rule(
      ResourceType kind, String name, AclOperation operation, AclPermissionType type) {
    return new AclBinding(
        new ResourcePattern(kind, name, PatternType.LITERAL),
        new AccessControlEntry("User:*", "*", operation, type));
  }

  private static void allowAll() throws Exception {
    try (Admin admin = RUNTIME.kafka().admin()) {
      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    }
  }

  private static void failsFor(FaultJob sales, String topic) throws Exception {
    int before = sales.attempts();
    sales.load(300);
    await().atMost(TestJob.PATIENCE).until(() -> sales.attempts() > before);
    assertThat(sales.history().failure())
        .contains("TopicAuthorizationException", "Not authorized to access topics: [" + topic);
  }

  private static void commitsOnceWithoutForAWhile(String name, String suffix, AclOperation right)
      throws Exception {
    String topic = name + "-" + suffix;
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      sales.start();
      deny(topic, right);
      failsFor(sales, topic);
      allowAll();
      sales.job().awaitRunning();
      sales.load(300);
      sales.check();
    } finally {
      allowAll();
    }
  }

  @Test
  void commitsOnceWhenATopicOfCommandsMayNotBeWrittenForAWhile() throws Exception {
    commitsOnceWithoutForAWhile("fault-write", "commands", AclOperation.WRITE);
  }

  @Test
  void commitsOnceWhenASourceMayNotBeReadForAWhile() throws Exception {
    commitsOnceWithoutForAWhile("fault-read", "sales", AclOperation.READ);
  }

  @Test
  void aJobThatMayNotWriteItsCommandsIsRefusedInOneLine() throws Exception {
    assertRefused("fault-no-write", "commands", AclOperation.WRITE, "--kafka.sink.OPTION");
  }

  @Test
  void aJobThatMayNotReadItsSourceIsRefusedInOneLine() throws Exception {
    assertRefused("fault-no-read", "sales", AclOperation.READ, "--kafka.source.OPTION");
  }

  @Test
  void whatAJobHasReadIsRefusedInOneLineToOneWhoMayNotAsk() throws Exception {
    try (Admin admin = RUNTIME.kafka().admin()) {
      admin
          .createAcls(
              List.of(
                  rule(
                      ResourceType.GROUP,
                      "fault-no-group",
                      AclOperation.DESCRIBE,
                      AclPermissionType.DENY)))
          .all()
          .get();
      JobOptions options = JobOptions.of(RUNTIME.bootstrapServers()).withJobName("fault-no-group");
      assertThatThrownBy(() -> new CommittedOffsets(options).topics())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "Kafka at [%s] does not tell what consumer group [fault-no-group] has read: ",
              RUNTIME.bootstrapServers())
          .hasMessageEndingWith("and the user's right DESCRIBE to the group.");
    } finally {
      allowAll();
    }
  }

  private static void assertRefused(
      String name, String suffix, AclOperation right, String credentials) throws Exception {
    try (FaultJob sales = FaultJob.of(RUNTIME, name)) {
      String topic = name + "-" + suffix;
      deny(topic, right);
      BrokerPreparation preparation = new BrokerPreparation(sales.options());
      assertThatThrownBy(() -> preparation.prepare(sales.job().plan()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Kafka at [%s] does not give the right [%s] to topics [%s]. Give it to the user, or name another user by %s.",
              RUNTIME.bootstrapServers(), right, topic, credentials);
    } finally {
      allowAll();
    }
  }
}
