package dev.recency.flink.statement;

import dev.recency.command.CommandRecord;
import dev.recency.expression.ErrorListener;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.source.SourceGroup;
import dev.recency.format.Decoded;
import dev.recency.format.Decoders;
import dev.recency.format.RawRecord;
import dev.recency.format.RecordDecoder;
import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the stateless statements of one source, so that commands keep the order (offset, then
 * statement). A statement over another one's stream gets its rows encoded and decoded as the topic
 * would, within the same turn; it stands after that one, so one pass is enough. Not thread-safe.
 */
public final class StatementRouter {
  private record Item(RawRecord raw, Decoded decoded) {}

  private record Edge(RecordDecoder decoder, boolean keyed) {}

  private final StatementOutput output;
  private final List<String> inputs;
  private final List<StatementRunner> runners;
  private final Map<String, Edge> edges = new LinkedHashMap<>();
  private final Map<String, List<Item>> items = new LinkedHashMap<>();

  /**
   * @param metrics of a statement, by its id
   * @param maxCommandBytes a larger command is rejected
   */
  public StatementRouter(
      Plan plan,
      SourceGroup group,
      ErrorListener errors,
      Function<String, StatementMetrics> metrics,
      long maxCommandBytes,
      StatementOutput output) {
    this.output = output;
    inputs = group.inputs().stream().map(input -> input.source().name()).toList();
    StatementGraph graph = StatementGraph.of(plan, group);
    runners =
        graph.transforms().stream()
            .map(
                query ->
                    new StatementRunner(query, errors, metrics.apply(query.id()), maxCommandBytes))
            .toList();
    Set<String> keyed =
        plan.queries().stream()
            .filter(query -> !(query instanceof Query.Transform))
            .map(Query::source)
            .collect(Collectors.toSet());
    for (Input input : graph.derived()) {
      String name = input.source().name();
      edges.put(name, new Edge(Decoders.of(input), keyed.contains(name)));
    }
  }

  /** Runs every statement on one element. */
  public void route(SourceElement element) {
    if (element instanceof SourceElement.Read read) {
      route(read);
    } else {
      edges.forEach(
          (source, edge) -> {
            if (edge.keyed()) {
              output.edge(source, element);
            }
          });
    }
  }

  private void route(SourceElement.Read read) {
    Decoded.Rejected rejection = StatementRunner.rejection(read);
    if (rejection != null) {
      output.deadLetter(read.raw(), rejection.reason(), rejection.message());
    }
    items.clear();
    for (int input = 0; input < inputs.size(); input++) {
      items.put(inputs.get(input), List.of(new Item(read.raw(), read.decoded().get(input))));
    }
    for (StatementRunner runner : runners) {
      for (Item item : items.getOrDefault(runner.query().source(), List.of())) {
        CommandRecord command = runner.run(item.raw(), item.decoded(), output);
        if (command != null) {
          output.command(command);
          derive(runner.query().sink().name(), command, read.raw());
        }
      }
    }
  }

  private void derive(String source, CommandRecord command, RawRecord origin) {
    Edge edge = edges.get(source);
    if (edge == null) {
      return;
    }
    RawRecord raw = StatementRunner.asRead(command, origin);
    Decoded decoded = StatementRunner.withArrival(edge.decoder().decode(raw), origin);
    if (decoded instanceof Decoded.Rejected rejected) {
      output.deadLetter(raw, rejected.reason(), rejected.message());
    }
    items.computeIfAbsent(source, each -> new ArrayList<>()).add(new Item(raw, decoded));
    if (edge.keyed()) {
      output.edge(source, new SourceElement.Read(raw, List.of(decoded)));
    }
  }
}
