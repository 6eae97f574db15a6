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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the stateless statements of one source, so that commands keep the order (offset, then
 * statement). A statement over another one's stream gets its rows encoded and decoded as the topic
 * would, within the same turn; it stands after that one, so one pass is enough. Not thread-safe.
 */
public final class StatementRouter {
  /** A row of a stream that a statement makes, while the record behind it is worked on. */
  private record Item(RawRecord raw, Decoded decoded) {}

  /** A stream that a statement makes and others read. */
  private record Edge(String name, RecordDecoder decoder, boolean keyed, List<Item> items) {}

  /**
   * One statement.
   *
   * @param input which of the element's decoded events it reads; without meaning if there is a from
   * @param from the stream that it reads, if a statement makes it
   * @param to the stream that it makes, if a statement reads it
   */
  private record Step(StatementRunner runner, int input, @Nullable Edge from, @Nullable Edge to) {}

  private final StatementOutput output;
  private final List<Step> steps = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  /**
   * @param ledger counts what becomes of records
   * @param limits a command beyond them is rejected
   * @param clock the wall clock; empty in a replay
   */
  public StatementRouter(
      Plan plan,
      SourceGroup group,
      ErrorListener errors,
      Ledger ledger,
      CommandLimits limits,
      Optional<LongSupplier> clock,
      StatementOutput output) {
    this.output = output;
    List<String> inputs = group.inputs().stream().map(input -> input.source().name()).toList();
    StatementGraph graph = StatementGraph.of(plan, group);
    Set<String> keyed =
        plan.queries().stream()
            .filter(query -> !(query instanceof Query.Transform))
            .map(Query::source)
            .collect(Collectors.toSet());
    for (Input input : graph.derived()) {
      String name = input.source().name();
      edges.add(new Edge(name, Decoders.of(input), keyed.contains(name), new ArrayList<>()));
    }
    for (Query.Transform query : graph.transforms()) {
      StatementRunner runner =
          new StatementRunner(
              query,
              errors,
              ledger.records(List.of(query.id())),
              ledger.commands(query.id(), clock),
              limits);
      int input = inputs.indexOf(query.source());
      steps.add(new Step(runner, input, edge(query.source()), edge(query.sink().name())));
    }
  }

  private @Nullable Edge edge(String name) {
    for (Edge edge : edges) {
      if (edge.name().equals(name)) {
        return edge;
      }
    }
    return null;
  }

  /** Runs every statement on one element. */
  public void route(SourceElement element) {
    if (element instanceof SourceElement.Read read) {
      route(read);
      return;
    }
    for (Edge edge : edges) {
      if (edge.keyed()) {
        output.edge(edge.name(), element);
      }
    }
  }

  private void route(SourceElement.Read read) {
    for (Decoded decoded : read.decoded()) {
      if (decoded instanceof Decoded.Rejected rejected) {
        output.deadLetter(read.raw(), rejected.reason(), rejected.message());
      }
    }
    for (Edge edge : edges) {
      edge.items().clear();
    }
    for (Step step : steps) {
      if (step.from() == null) {
        run(step, read.raw(), read.decoded().get(step.input()), read.raw());
      } else {
        for (Item item : step.from().items()) {
          run(step, item.raw(), item.decoded(), read.raw());
        }
      }
    }
  }

  private void run(Step step, RawRecord raw, Decoded decoded, RawRecord origin) {
    for (CommandRecord command : step.runner().run(raw, decoded, output)) {
      output.command(command);
      if (step.to() != null) {
        derive(step.to(), command, origin);
      }
    }
  }

  private void derive(Edge edge, CommandRecord command, RawRecord origin) {
    SourceElement.Read read = InternalEdge.read(command, origin, edge.decoder());
    Decoded decoded = read.decoded().get(0);
    if (decoded instanceof Decoded.Rejected rejected) {
      output.deadLetter(read.raw(), rejected.reason(), rejected.message());
    }
    edge.items().add(new Item(read.raw(), decoded));
    if (edge.keyed()) {
      output.edge(edge.name(), read);
    }
  }
}
