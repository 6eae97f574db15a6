package dev.recency.cli.compare;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.cli.EnvironmentException;
import dev.recency.cli.server.Deployment;
import dev.recency.cli.server.KsqldbServer;
import dev.recency.cli.server.ServerInfo;
import dev.recency.local.Topics;
import dev.recency.plan.Sink;
import dev.recency.plan.legal.LegalForm;
import dev.recency.plan.legal.Rewrite;
import dev.recency.plan.legal.StandIn;
import dev.recency.sql.tree.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** One stand-in for all compared statements on a ksqlDB server, deployed, awaited, read, dropped. */
final class ServerSystem {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Workshop workshop;
  private final Subject subject;
  private final KsqldbServer server;
  private final Arrivals arrivals;

  ServerSystem(Workshop workshop, Subject subject, KsqldbServer server, Arrivals arrivals) {
    this.workshop = workshop;
    this.subject = subject;
    this.server = server;
    this.arrivals = arrivals;
  }

  /** The name of a stand-in. */
  static String name(StandIn standIn) {
    return ReferenceSystem.name(standIn).replace("ksqlDB", "ksqlDB server");
  }

  /**
   * Runs it to the end.
   *
   * @throws EnvironmentException if the server makes no progress
   */
  ComparedSystem run(StandIn standIn, boolean asDeployed) throws InterruptedException {
    String topic = workshop.prefix() + "-server-" + name(standIn).replaceAll("[^A-Za-z0-9]", "-");
    List<Statement> legal =
        LegalForm.of(subject.scripts(), subject.plan(), standIn).stream()
            .map(Rewrite::statement)
            .toList();
    List<StandInQuery> queries =
        subject.statements().stream()
            .map(each -> StandInQuery.of(subject, each, standIn, legal, topic))
            .toList();
    Set<String> ids =
        queries.stream()
            .filter(each -> each.running().isPresent())
            .map(each -> each.features().statement().id())
            .collect(Collectors.toSet());
    List<Statement> deployed = new OwnScript(subject, ids).of(legal, topic, false);
    Map<String, Evidence> evidence = new LinkedHashMap<>();
    ServerInfo info = server.info();
    try (Deployment deployment = Deployment.of(server, deployed, asDeployed)) {
      for (String query : deployment.queryIds()) {
        await(info.consumerGroup(query));
      }
      queries.forEach(each -> evidence.put(each.features().statement().id(), evidence(each)));
    }
    return new ComparedSystem(name(standIn), evidence, MeasuredCost.NONE);
  }

  private Evidence evidence(StandInQuery query) {
    if (query.running().isEmpty()) {
      return new Evidence.Modelled(query.rule());
    }
    Sink sink = query.running().get().query().sink();
    long graceMillis = query.running().get().window().graceMillis();
    return new Evidence.Recorded(
        query.rule(),
        new OtherCommands(
            workshop.run().topics().stored(List.of(sink.serialization().topic())),
            query.features(),
            sink,
            true,
            arrivals,
            query.rule() instanceof WindowRule.Hopping ? graceMillis : 0));
  }

  /** Waits until the group has read all topics that it reads, those of the events among them. */
  private void await(String group) throws InterruptedException {
    Topics topics = workshop.run().topics();
    long reached = -1;
    long progressNanos = System.nanoTime();
    while (true) {
      Map<TopicPartition, Long> committed = topics.committed(group);
      if (consumed(topics, committed)) {
        return;
      }
      long sum = committed.values().stream().mapToLong(Long::longValue).sum();
      if (sum > reached) {
        reached = sum;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
        throw new EnvironmentException(
            "The ksqlDB server reads nothing more as ["
                + group
                + "] and has not read all. Is it on the same Kafka?",
            null);
      }
      TimeUnit.NANOSECONDS.sleep(workshop.tick().toNanos());
    }
  }

  private boolean consumed(Topics topics, Map<TopicPartition, Long> committed) {
    Set<String> read =
        committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    boolean events = read.stream().anyMatch(subject.topics()::contains);
    return events
        && topics.ends(read).entrySet().stream()
            .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}
