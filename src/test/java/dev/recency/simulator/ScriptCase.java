package dev.recency.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.command.CommandRecord;
import dev.recency.expression.Projection;
import dev.recency.format.TopicCodec;
import dev.recency.plan.Query;
import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;
import dev.recency.plan.row.StructValue;
import dev.recency.simulator.SlidingScript.Call;
import dev.recency.simulator.SlidingScript.Mode;
import dev.recency.simulator.SlidingScript.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A script with what the rules say it gives, as a case file that {@code recency test} runs. */
final class ScriptCase {
  private ScriptCase() {}

  /**
   * @param operators rows of different keys of one call are written in their order
   */
  static void write(SlidingScript script, RunnerOptions.Operators operators, Path file)
      throws IOException {
    ObjectNode root = CaseFile.JSON.createObjectNode();
    root.putArray("tests").add(json(script, operators));
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(
        file, CaseFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  private static ObjectNode json(SlidingScript original, RunnerOptions.Operators operators) {
    SlidingScript script = original.with(kept(original.steps()));
    ObjectNode node = CaseFile.JSON.createObjectNode().put("name", "script of " + script.name());
    ArrayNode statements = node.putArray("statements");
    script.statements().sql().forEach(statements::add);
    if (script.mode() == Mode.LIVE) {
      node.put("clock", "live");
    }
    ArrayNode inputs = node.putArray("inputs");
    ArrayNode outputs = node.putArray("outputs");
    SlidingStatements all = script.statements();
    SlidingOracle oracle = new SlidingOracle(all, script.mode().decay());
    SlidingHost host = new SlidingHost(all, script.mode().decay(), operators);
    List<List<Call>> calls = script.callsByStep();
    for (int index = 0; index < calls.size(); index++) {
      Step step = script.steps().get(index);
      if (step instanceof Step.Take take) {
        input(inputs, take.event());
      } else if (step instanceof Step.Restore) {
        inputs.addObject().put("restart", true);
      }
      for (Call call : calls.get(index)) {
        if (call instanceof Call.Clock clock && !(step instanceof Step.Take)) {
          inputs.addObject().put("clock", clock.millis());
        }
        List<SlidingRow> rows = new ArrayList<>(oracle.call(call));
        List<StructValue> order = order(host, call);
        rows.sort(Comparator.comparing(row -> Math.floorMod(order.indexOf(row.key()), 1 << 20)));
        rows.forEach(row -> output(outputs, all, row));
      }
    }
    return node;
  }

  private static List<StructValue> order(SlidingHost host, Call call) {
    try {
      return host.call(call).stream().map(SlidingRow::key).distinct().toList();
    } catch (RuntimeException | AssertionError e) {
      return List.of();
    }
  }

  /** What is left of steps when those that a crash undoes are left out. */
  static List<Step> kept(List<Step> steps) {
    List<Step> kept = new ArrayList<>();
    int checkpoint = 0;
    for (Step step : steps) {
      if (step instanceof Step.Checkpoint) {
        checkpoint = kept.size();
      } else if (step instanceof Step.Restore) {
        kept.subList(checkpoint, kept.size()).clear();
        kept.add(new Step.Checkpoint());
        kept.add(new Step.Restore(1));
        checkpoint = kept.size();
      } else {
        kept.add(step);
      }
    }
    return kept;
  }

  private static void input(ArrayNode inputs, SlidingEvent event) {
    ObjectNode node = inputs.addObject().put("topic", "events");
    node.put("partition", event.partition()).put("timestamp", event.arrivalMillis());
    node.set("value", event.json());
  }

  private static void output(ArrayNode outputs, SlidingStatements statements, SlidingRow expected) {
    Query.Sliding query = statements.log().statements().get(expected.statement());
    Projection projection =
        Projection.compile(query.id(), query.projection(), (statement, kind, message) -> {});
    Row row = expected.row(statements);
    CommandRecord command =
        Objects.requireNonNull(
            new Rows(query, projection, Long.MAX_VALUE)
                .command(
                    row,
                    expected.tombstone() ? RowKind.DELETE : RowKind.UPDATE,
                    false,
                    expected.asOfMillis(),
                    expected.asOfMillis()));
    TopicCodec codec = TopicCodec.of(query.sink().serialization(), query.sink().columns());
    ObjectNode node = outputs.addObject().put("topic", command.topic());
    node.put("timestamp", command.timestampMillis());
    node.set("key", codec.decodeKey(command.key()));
    node.set(
        "value",
        command.value() == null ? NullNode.getInstance() : codec.decodeValue(command.value()));
  }
}
