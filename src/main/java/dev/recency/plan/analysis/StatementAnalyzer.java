package dev.recency.plan.analysis;

import dev.recency.plan.Input;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.TextDigest;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Statement;
import java.util.Comparator;
import java.util.List;

/** Takes in statements one after the other and gives the plan that they make. */
public final class StatementAnalyzer {
  private static final int HASH_BYTES = 4;
  private static final String THROW_ON_INVALID = "ksql.timestamp.throw.on.invalid";

  private final Catalog catalog = new Catalog();
  private final TypeResolver types = new TypeResolver(catalog);
  private final LogNumbers numbers = new LogNumbers();
  private final QueryAnalyzer queries = new QueryAnalyzer(catalog, types);

  /**
   * Takes in the next statement.
   *
   * @throws dev.recency.sql.SqlException if it makes no sense after those before it
   */
  public void analyze(Statement statement) {
    if (statement instanceof Statement.CreateSource create) {
      create(create);
    } else if (statement instanceof Statement.CreateAsSelect create) {
      create(create);
    } else if (statement instanceof Statement.InsertIntoSelect insert) {
      insert(insert);
    } else if (statement instanceof Statement.DropSource drop) {
      drop(drop);
    } else if (statement instanceof Statement.CreateType type) {
      types.declare(type);
    } else if (statement instanceof Statement.DropType type) {
      types.drop(type);
    } else if (statement instanceof Statement.InsertValues insert) {
      throw Refusal.unsupported(
          insert.location(),
          "INSERT INTO … VALUES does not run in a job. Give records as JSON lines with --input, or"
              + " move it to a file with --@test: name and run the test command.");
    } else if (statement instanceof Statement.SetProperty set) {
      set(set);
    } else if (statement instanceof Statement.UnsetProperty unset) {
      catalog.collectLimits().unset(unset.name());
    }
    // DEFINE and UNDEFINE have nothing left to do: the parser has replaced the variables.
  }

  private void set(Statement.SetProperty set) {
    if (set.name().equals(THROW_ON_INVALID) && Boolean.parseBoolean(set.value())) {
      throw Refusal.unsupported(
          set.location(),
          "No record stops a job, so '%s' cannot be true. Records without a valid time are dead"
              + " letters; remove the statement.",
          set.name());
    }
    if (CollectLimits.has(set.name())) {
      catalog.collectLimits().set(set);
      return;
    }
    catalog.warn(
        set.location(),
        "SET '"
            + set.name()
            + "' has no effect; options belong to the command line and config.yaml.");
  }

  /** What tests say about the statements so far. */
  public TestAnalyzer tests() {
    return new TestAnalyzer(catalog, types);
  }

  /** The plan of all statements so far. */
  public Plan plan() {
    List<Input> inputs =
        catalog.sources().stream()
            .filter(source -> catalog.isRead(source.name()))
            .sorted(Comparator.comparing(source -> !source.declared()))
            .map(source -> catalog.input(source).build())
            .toList();
    return new Plan(catalog.sources(), inputs, catalog.queries(), catalog.notices());
  }

  private void create(Statement.CreateSource statement) {
    Source source = new SourceAnalyzer(types).analyze(statement);
    if (statement.orReplace()
        && (statement.readOnly() || catalog.isReadOnly(statement.name().text()))) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          statement.name().location(),
          "A SOURCE is read-only and cannot be replaced. Remove OR REPLACE.");
    }
    boolean alike = catalog.find(source.name()).filter(source::equals).isPresent();
    if (alike || skip(statement.name(), statement.ifNotExists(), statement.orReplace())) {
      return;
    }
    replace(statement.name(), statement.orReplace());
    catalog.put(source);
    if (statement.readOnly()) {
      catalog.markReadOnly(source.name());
    }
  }

  private void create(Statement.CreateAsSelect statement) {
    if (skip(statement.name(), statement.ifNotExists(), statement.orReplace())) {
      return;
    }
    TopicProperties properties = PropertyReader.read(statement.properties());
    Query query = queries.create(statement.name(), statement.kind(), properties, statement.query());
    replace(statement.name(), statement.orReplace());
    refuseIfFedBack(query, statement.name());
    boolean table = statement.kind() == SourceKind.TABLE || !statement.query().groupBy().isEmpty();
    catalog.put(SinkAnalyzer.derived(query.sink(), table ? Source.Kind.TABLE : Source.Kind.STREAM));
    numbers.take(query, statement.name().location());
    catalog.put(query);
  }

  private void insert(Statement.InsertIntoSelect statement) {
    TopicProperties properties = PropertyReader.readInsert(statement.properties());
    Source target = catalog.require(statement.target());
    if (catalog.isReadOnly(target.name())) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          statement.target().location(),
          "[%s] is a SOURCE and read-only. Declare it without SOURCE to write to it.",
          target.name());
    }
    if (target.kind() == Source.Kind.TABLE) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          statement.target().location(),
          "INSERT INTO writes to streams, and [%s] is a table.",
          target.name());
    }
    String part =
        properties
            .queryId()
            .orElseGet(() -> TextDigest.hex(SqlFormatter.format(statement.query()), HASH_BYTES));
    String id = "insert-" + target.name() + "-" + part;
    if (catalog.hasQuery(id)) {
      throw Refusal.of(
          ErrorCode.DUPLICATE,
          statement.location(),
          "Two INSERT statements are called [%s]. Give each its own QUERY_ID: INSERT INTO %s WITH"
              + " (QUERY_ID = 'name') SELECT ….",
          id,
          target.name());
    }
    Query query = queries.insert(id, target, statement.query(), statement.target().location());
    refuseIfFedBack(query, statement.target());
    catalog.put(query);
  }

  private void drop(Statement.DropSource statement) {
    if (statement.ifExists() && catalog.find(statement.name().text()).isEmpty()) {
      return;
    }
    String name = catalog.require(statement.name()).name();
    if (statement.deleteTopic()) {
      throw catalog.isReadOnly(name)
          ? Refusal.of(
              ErrorCode.INVALID_STATEMENT,
              statement.location(),
              "[%s] is a SOURCE and read-only; its topic cannot be deleted.",
              name)
          : Refusal.unsupported(
              statement.location(), "DELETE TOPIC is not run here. Delete the topic in Kafka.");
    }
    refuseIfRead(statement.name());
    catalog.remove(name);
  }

  /** Whether the name is taken and the statement says that this is no mistake. */
  private boolean skip(Identifier name, boolean ifNotExists, boolean orReplace) {
    if (catalog.find(name.text()).isEmpty() || orReplace) {
      return false;
    }
    if (ifNotExists) {
      catalog.warn(name.location(), "[" + name + "] exists already; this statement is skipped.");
      return true;
    }
    throw Refusal.of(
        ErrorCode.DUPLICATE,
        name.location(),
        "[%s] is declared twice. Rename one, or write CREATE OR REPLACE.",
        name);
  }

  private void replace(Identifier name, boolean orReplace) {
    if (orReplace && catalog.find(name.text()).isPresent()) {
      refuseIfRead(name);
      catalog.warn(name.location(), "[" + name + "] replaces an earlier statement of this script.");
      catalog.remove(name.text());
    }
  }

  /** A query that reads what it writes would never end. */
  private void refuseIfFedBack(Query query, Identifier target) {
    Source source =
        catalog.find(query.source()).orElseThrow(() -> feedback(target, query.source()));
    String written = query.sink().serialization().topic();
    if (catalog.flows(written, source.serialization().topic())) {
      throw feedback(target, source.name());
    }
  }

  private static SqlException feedback(Identifier target, String source) {
    return Refusal.of(
        ErrorCode.INVALID_STATEMENT,
        target.location(),
        "[%s] would feed itself: what is written to its topic comes back through [%s], which this"
            + " statement reads. Write to another stream with a topic of its own.",
        target,
        source);
  }

  private void refuseIfRead(Identifier name) {
    if (catalog.isInsertedInto(name.text())) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          name.location(),
          "[%s] is written to by an INSERT INTO before this statement. Move this statement before"
              + " it.",
          name);
    }
    if (catalog.isRead(name.text())) {
      throw Refusal.of(
          ErrorCode.INVALID_STATEMENT,
          name.location(),
          "[%s] is read by a statement before this one. Move this statement before its readers.",
          name);
    }
  }
}
