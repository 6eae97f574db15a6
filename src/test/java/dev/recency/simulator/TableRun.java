package dev.recency.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.format.TopicCodec;
import dev.recency.operator.ClockOptions;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.plan.type.SqlType;
import dev.recency.simulator.TableModel.Change;
import dev.recency.simulator.TableModel.Values;
import dev.recency.simulator.TableStatements.TableStatement;
import dev.recency.sql.SqlParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Random records of a table through all {@link TableStatements}, with crashes and restores at any
 * step. After each record every command of every statement is compared with the model, in order.
 */
final class TableRun {
  private static final List<@Nullable String> OWNERS = nullable("ann", "bob", "cy", null);
  private static final List<@Nullable String> NOTES = nullable("p", "q", "p", null);
  private static final Plan PLAN =
      Planner.plan(
          List.of(SqlParser.script("tables.sql", TableStatements.sql(TableStatements.all()))));

  private final Random random;
  private final RunnerOptions.Operators operators;
  private final Map<String, TopicCodec> codecs = new LinkedHashMap<>();
  private final Map<String, List<CommandRecord>> written = new LinkedHashMap<>();
  private List<TableStatement> statements = TableStatements.all();
  private Map<Object, Values> items = new LinkedHashMap<>();
  private Simulator simulator;
  private Simulator.Snapshot checkpoint;
  private List<TableStatement> statementsAtCheckpoint = TableStatements.all();
  private Map<Object, Values> itemsAtCheckpoint = Map.of();
  private long offset;

  /** A run of this seed with the operators that there are, or with mutants. */
  TableRun(long seed, RunnerOptions.Operators operators) {
    this.random = new Random(seed);
    this.operators = operators;
    for (Query query : PLAN.queries()) {
      codecs.put(
          query.sink().serialization().topic(),
          TopicCodec.of(query.sink().serialization(), query.sink().columns()));
    }
    simulator = simulator();
    checkpoint = simulator.snapshot();
  }

  private static List<@Nullable String> nullable(@Nullable String... values) {
    return Arrays.asList(values);
  }

  private Simulator simulator() {
    return new Simulator(
        PLAN,
        ClockOptions.DEFAULT,
        command -> written.computeIfAbsent(command.topic(), each -> new ArrayList<>()).add(command),
        operators);
  }

  /** The first difference from the model in so many steps, or none. */
  Optional<String> difference(int steps) {
    for (int step = 0; step < steps; step++) {
      int fate = random.nextInt(40);
      if (fate == 0) {
        checkpoint = simulator.snapshot();
        statementsAtCheckpoint = copies(statements);
        itemsAtCheckpoint = new LinkedHashMap<>(items);
      } else if (fate == 1) {
        statements = copies(statementsAtCheckpoint);
        items = new LinkedHashMap<>(itemsAtCheckpoint);
        simulator = simulator();
        simulator.restore(checkpoint);
      } else {
        Optional<String> difference = record();
        if (difference.isPresent()) {
          return Optional.of("step [" + step + "]: " + difference.get());
        }
      }
    }
    return Optional.empty();
  }

  private static List<TableStatement> copies(List<TableStatement> statements) {
    return statements.stream().map(TableStatement::copy).toList();
  }

  private Optional<String> record() {
    Object key = random.nextInt(25) == 0 ? null : random.nextInt(12);
    Values row = random.nextInt(5) == 0 ? null : row();
    long timestampMillis = 1_000_000 + 10 * offset - random.nextInt(200);
    written.clear();
    simulator.process(
        new RawRecord(
            "items",
            0,
            offset++,
            timestampMillis,
            key == null ? null : bytes(CaseFile.JSON.valueToTree(key)),
            row == null ? null : bytes(CaseFile.JSON.valueToTree(row.columns())),
            List.of()));
    Map<String, List<Change>> expected = new LinkedHashMap<>();
    if (key != null) {
      expected.put("items", List.of(new Change(key, items.get(key), row, timestampMillis)));
      items.remove(key);
      if (row != null) {
        items.put(key, row);
      }
    }
    return compare(expected);
  }

  private Values row() {
    return Values.of(
        "OWNER", OWNERS.get(random.nextInt(OWNERS.size())),
        "N", random.nextInt(6) == 0 ? null : random.nextInt(10),
        "X", random.nextInt(6) == 0 ? null : random.nextInt(40) / 4.0,
        "NOTE", NOTES.get(random.nextInt(NOTES.size())),
        "L", random.nextInt(4) == 0 ? null : List.of(random.nextInt(5), random.nextInt(5)),
        "D", random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(500), 2));
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> compare(Map<String, List<Change>> expected) {
    for (TableStatement statement : statements) {
      List<Change> own = new ArrayList<>();
      for (Change change : expected.getOrDefault(statement.source(), List.of())) {
        own.addAll(statement.stage().apply(change));
      }
      expected.put(statement.topic(), own);
      List<CommandRecord> commands = written.getOrDefault(statement.topic(), List.of());
      Optional<String> difference = compare(statement.topic(), own, commands);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private Optional<String> compare(
      String topic, List<Change> expected, List<CommandRecord> commands) {
    TopicCodec codec = Objects.requireNonNull(codecs.get(topic));
    List<String> actual = commands.stream().map(each -> describe(codec, each)).toList();
    String both = "topic [" + topic + "] expected " + expected + ", got " + actual;
    if (commands.size() != expected.size()) {
      return Optional.of(both);
    }
    for (int i = 0; i < commands.size(); i++) {
      Change change = expected.get(i);
      CommandRecord command = commands.get(i);
      Values after = change.after();
      JsonNode value =
          after == null ? NullNode.getInstance() : CaseFile.JSON.valueToTree(after.columns());
      boolean same =
          matches(CaseFile.JSON.valueToTree(change.key()), codec.decodeKey(command.key()))
              && matches(value, codec.decodeValue(command.value()))
              && change.timestampMillis() == command.timestampMillis();
      if (!same) {
        return Optional.of(both);
      }
    }
    return Optional.empty();
  }

  private static String describe(TopicCodec codec, CommandRecord command) {
    return "%s = %s @%d"
        .formatted(
            codec.decodeKey(command.key()),
            codec.decodeValue(command.value()),
            command.timestampMillis());
  }

  /** Numbers within a millionth; lists by their elements in any order. */
  private static boolean matches(JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      return expected.size() == actual.size()
          && StreamSupport.stream(((Iterable<String>) expected::fieldNames).spliterator(), false)
              .allMatch(name -> matches(expected.get(name), actual.path(name)));
    }
    if (expected.isArray() && actual.isArray()) {
      return sorted((ArrayNode) expected).equals(sorted((ArrayNode) actual));
    }
    return NodeComparison.matches(expected, actual, Optional.of(SqlType.Simple.DOUBLE));
  }

  private static List<String> sorted(ArrayNode array) {
    List<String> elements = new ArrayList<>();
    array.forEach(each -> elements.add(each.asText()));
    elements.sort(Comparator.naturalOrder());
    return elements;
  }
}
