package dev.recency.cli.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.cli.status.JobReport.Statement;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reports for programs: {@code {"jobs": […]}}; what is not known is left out. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static String of(List<JobReport> reports) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode jobs = root.putArray("jobs");
    reports.forEach(report -> add(report, jobs.addObject()));
    return root.toString();
  }

  private static void add(JobReport report, ObjectNode job) {
    job.put("id", report.state().id());
    job.put("name", report.state().name());
    job.put("state", report.state().state());
    job.put("upMillis", report.upMillis());
    job.put("version", report.version());
    report.unreadable().ifPresent(reason -> job.put("unreadable", reason));
    report.failure().ifPresent(reason -> job.put("lastFailure", reason));
    put(job, "restarts", report.restarts());
    put(job, "failedCheckpoints", report.failedCheckpoints());
    report
        .checkpoint()
        .ifPresent(
            checkpoint ->
                job.putObject("checkpoint")
                    .put("id", checkpoint.id())
                    .put("ageMillis", checkpoint.ageMillis())
                    .put("stateBytes", checkpoint.stateBytes())
                    .put("durationMillis", checkpoint.durationMillis()));
    ArrayNode sources = job.putArray("sources");
    report
        .sources()
        .forEach(
            each -> {
              ObjectNode source = sources.addObject().put("topic", each.topic());
              put(source, "recordsPerSecond", each.recordsPerSecond());
              put(source, "lagRecords", each.lagRecords());
            });
    ArrayNode statements = job.putArray("statements");
    report.statements().forEach(each -> add(each, statements.addObject()));
    ArrayNode sinks = job.putArray("sinks");
    report
        .sinks()
        .forEach(
            each ->
                put(
                    sinks.addObject().put("topic", each.topic()),
                    "commandsPerSecond",
                    each.commandsPerSecond()));
  }

  private static void add(Statement each, ObjectNode statement) {
    statement.put("id", each.id());
    statement.put("kind", each.kind());
    put(statement, "accepted", each.accepted());
    put(statement, "filtered", each.filtered());
    put(statement, "late", each.late());
    put(statement, "rejected", each.rejected());
    put(statement, "commands", each.commands());
    put(statement, "keys", each.keys());
    put(statement, "stateBytes", each.stateBytes());
    put(statement, "clockLagMillis", each.clockLagMillis());
    put(statement, "delayP99Millis", each.delayMillis());
    put(statement, "balance", each.balance());
    statement.put("warming", each.warming());
  }

  private static void put(ObjectNode node, String name, OptionalLong number) {
    if (number.isPresent()) {
      node.put(name, number.getAsLong());
    }
  }

  private static void put(ObjectNode node, String name, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(name, number.getAsDouble());
    }
  }
}
