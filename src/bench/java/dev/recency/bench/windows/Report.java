package dev.recency.bench.windows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recency.bench.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The measured suites as tables and as JSON. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final ObjectNode all = JSON.createObjectNode();
  private final ArrayNode suites = all.putArray("suites");

  Report(PrintStream out) {
    this.out = out;
  }

  void addState() {
    StateSizes.report(out, all.putObject("state"));
  }

  void add(Suite suite, Results results) {
    ObjectNode node = suites.addObject().put("suite", suite.name());
    out.printf("%n### %s%n%n", suite.name());
    out.println("| variant | events | rows per event | events/s | CPU ns per event"
        + " | throughput ÷ first | CPU ÷ first |");
    out.println("| --- | --- | --- | --- | --- | --- | --- |");
    List<Cost> first = results.of(suite.variants().get(0).name());
    ArrayNode variants = node.putArray("variants");
    for (Variant variant : suite.variants()) {
      addVariant(variant, results, first, variants.addObject());
    }
    out.println();
    ArrayNode goals = node.putArray("goals");
    for (Goal goal : suite.goals()) {
      addGoal(goal, results, goals.addObject());
    }
  }

  private void addVariant(Variant variant, Results results, List<Cost> first, ObjectNode node) {
    List<Cost> costs = results.of(variant.name());
    Spread rate = spread(costs, Cost::eventsPerSecond);
    Spread cpu = spread(costs, Cost::cpuNanos);
    Spread throughput = Goal.ratio(Goal.Measure.THROUGHPUT, costs, first);
    Spread cpuRatio = Goal.ratio(Goal.Measure.CPU, costs, first);
    double rows = costs.get(0).rows();
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %.2f | %,.0f (%,.0f to %,.0f) | %,.0f (%,.0f to %,.0f) | %s | %s |%n",
        variant.name(),
        variant.feed().events(),
        rows,
        rate.median(),
        rate.min(),
        rate.max(),
        cpu.median(),
        cpu.min(),
        cpu.max(),
        digits(throughput),
        digits(cpuRatio));
    node.put("name", variant.name())
        .put("backend", variant.rocksdb() ? "rocksdb" : "heap")
        .put("events", variant.feed().events())
        .put("rowsPerEvent", rows)
        .put("checksum", Long.toHexString(results.checksum(variant.name())))
        .put("checkedAgainstPlainJava", variant.expected().isPresent());
    put(node, "eventsPerSecond", rate);
    put(node, "cpuNanosPerEvent", cpu);
    put(node, "throughputToFirst", throughput);
    put(node, "cpuToFirst", cpuRatio);
  }

  private void addGoal(Goal goal, Results results, ObjectNode node) {
    Spread ratio = goal.ratio(results);
    boolean reached = goal.reached(results);
    String measure = goal.measure() == Goal.Measure.CPU ? "CPU" : "throughput";
    out.printf(
        "* %s: %s ÷ %s: %s, goal %s: %s%n",
        measure,
        goal.subject(),
        goal.against(),
        digits(ratio),
        goal.bound(),
        reached ? "reached" : "missed");
    node.put("measure", measure)
        .put("subject", goal.subject())
        .put("against", goal.against())
        .put("goal", goal.bound())
        .put("reached", reached);
    put(node, "ratio", ratio);
  }

  /** Writes everything so far. */
  void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    } catch (IOException e) {
      throw new IllegalStateException("[" + file + "] cannot be written", e);
    }
  }

  private static Spread spread(List<Cost> costs, ToDoubleFunction<Cost> of) {
    return Spread.of(costs.stream().map(of::applyAsDouble).toList());
  }

  private static String digits(Spread spread) {
    String format = spread.median() >= 20 ? "%.0f (%.0f to %.0f)" : "%.2f (%.2f to %.2f)";
    if (spread.median() < 0.1) {
      format = "%.4f (%.4f to %.4f)";
    }
    return String.format(Locale.ROOT, format, spread.median(), spread.min(), spread.max());
  }

  private static void put(ObjectNode node, String name, Spread spread) {
    node.putObject(name)
        .put("median", spread.median())
        .put("min", spread.min())
        .put("max", spread.max());
  }
}
