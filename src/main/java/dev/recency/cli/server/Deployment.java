package dev.recency.cli.server;

import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Statements that run on a ksqlDB server for a while. {@link #close} ends their queries and drops
 * what they created, in reverse order; topics stay. Nothing is deployed over a stream or table that
 * the server has already: it would refuse.
 */
public final class Deployment implements AutoCloseable {
  /** Every event from the beginning, every intermediate result, no wait before final rows. */
  private static final Map<String, String> AT_ITS_BEST =
      Map.of(
          "auto.offset.reset", "earliest",
          "ksql.streams.cache.max.bytes.buffering", "0");

  private static final Map<String, String> AS_DEPLOYED = Map.of("auto.offset.reset", "earliest");

  private final KsqldbServer server;
  private final Deque<String> undo = new ArrayDeque<>();
  private final List<String> queryIds = new ArrayList<>();

  private Deployment(KsqldbServer server) {
    this.server = server;
  }

  /**
   * Deploys statements one after the other; if one is refused, those before are dropped again.
   *
   * @param asDeployed with the server's own settings; else without a record cache
   */
  public static Deployment of(KsqldbServer server, List<Statement> statements, boolean asDeployed) {
    Deployment deployment = new Deployment(server);
    try {
      statements.forEach(each -> deployment.add(each, asDeployed ? AS_DEPLOYED : AT_ITS_BEST));
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
    return deployment;
  }

  private void add(Statement statement, Map<String, String> properties) {
    for (StatementResult result : server.run(SqlFormatter.format(statement) + ";", properties)) {
      if (statement instanceof Statement.CreateSource create) {
        undo.push(drop(create.kind(), create.name().text()));
      } else if (statement instanceof Statement.CreateAsSelect create) {
        undo.push(drop(create.kind(), create.name().text()));
      }
      result
          .queryId()
          .ifPresent(
              id -> {
                queryIds.add(id);
                undo.push("TERMINATE " + id + ";");
              });
    }
  }

  private static String drop(SourceKind kind, String name) {
    return "DROP " + kind + " IF EXISTS `" + name.replace("`", "``") + "`;";
  }

  /** The persistent queries, in the order of their statements. */
  public List<String> queryIds() {
    return List.copyOf(queryIds);
  }

  /** Ends the queries and drops what was created, also if one of these steps fails. */
  @Override
  public void close() {
    KsqldbException first = null;
    while (!undo.isEmpty()) {
      try {
        server.run(undo.pop(), Map.of());
      } catch (KsqldbException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
