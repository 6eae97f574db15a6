package dev.recency.sql;

import static dev.recency.sql.Trees.NOWHERE;

import dev.recency.sql.tree.ColumnDefinition;
import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.SelectItem;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.SqlTest;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TestStatement;
import dev.recency.sql.tree.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random scripts of every kind of statement and clause, as the parser could have built them. */
public final class StatementGenerator {

  private final Random random;
  private final ExpressionGenerator parts;
  private final int depth;

  /** Expressions are nested up to {@code depth} − 1 levels deep. */
  public StatementGenerator(Random random, int depth) {
    this.random = random;
    this.depth = depth;
    this.parts = new ExpressionGenerator(random);
  }

  public Script script() {
    return new Script(parts.some(1, 3, this::statement));
  }

  public Statement statement() {
    boolean flag = random.nextBoolean();
    return switch (random.nextInt(14)) {
      case 0, 1 -> createSource();
      case 2 -> new Statement.SetProperty(parts.text(), parts.text(), NOWHERE);
      case 3 -> new Statement.UnsetProperty(parts.text(), NOWHERE);
      case 4 -> new Statement.DropSource(kind(), parts.name(), flag, parts.chance(50), NOWHERE);
      case 5 -> new Statement.CreateType(parts.name(), flag, parts.type(3), NOWHERE);
      case 6 -> new Statement.DropType(parts.name(), flag, NOWHERE);
      case 7 -> new Statement.Define(parts.name(), parts.text(), NOWHERE);
      case 8 -> new Statement.Undefine(parts.name(), NOWHERE);
      case 9 ->
          new Statement.InsertValues(
              parts.name(),
              parts.some(0, 3, parts::name),
              parts.some(1, 3, this::expression),
              NOWHERE);
      case 10 ->
          new Statement.InsertIntoSelect(
              parts.name(), parts.some(0, 2, this::property), query(), NOWHERE);
      default ->
          new Statement.CreateAsSelect(
              parts.name(),
              kind(),
              flag,
              parts.chance(30),
              parts.some(0, 2, this::property),
              query(),
              NOWHERE);
    };
  }

  /** A test as the parser could have built it, directives included. */
  public SqlTest test() {
    return new SqlTest(
        line(),
        parts.maybe(this::line),
        parts.maybe(this::line),
        parts.some(1, 4, this::testStatement),
        NOWHERE);
  }

  /** What can stand behind a directive. */
  private String line() {
    String line = parts.text().replaceAll("[\\r\\n\\u0085\\u2028\\u2029]", " ").strip();
    return line.isEmpty() ? "a test: of -- something" : line;
  }

  private TestStatement testStatement() {
    return switch (random.nextInt(6)) {
      case 0 ->
          new TestStatement.AssertValues(
              parts.name(),
              parts.some(0, 3, parts::name),
              parts.some(1, 3, this::expression),
              NOWHERE);
      case 1 ->
          new TestStatement.AssertNullValues(
              parts.name(),
              parts.some(0, 3, parts::name),
              parts.some(1, 3, this::expression),
              NOWHERE);
      case 2 -> new TestStatement.AssertNoMoreValues(parts.name(), NOWHERE);
      case 3 ->
          new TestStatement.AssertSource(
              parts.name(),
              kind(),
              parts.some(0, 4, this::column),
              parts.some(0, 3, this::property),
              NOWHERE);
      case 4 -> new TestStatement.RunScript(parts.text(), NOWHERE);
      default -> new TestStatement.Ordinary(statement());
    };
  }

  private Statement createSource() {
    return new Statement.CreateSource(
        parts.name(),
        kind(),
        parts.chance(30),
        parts.chance(30),
        parts.chance(30),
        parts.some(0, 4, this::column),
        parts.some(0, 3, this::property),
        NOWHERE);
  }

  private SourceKind kind() {
    return parts.oneOf(SourceKind.class);
  }

  private ColumnDefinition column() {
    ColumnDefinition.Role role = parts.oneOf(ColumnDefinition.Role.class);
    Optional<String> header =
        role == ColumnDefinition.Role.HEADER ? Optional.of(parts.text()) : Optional.empty();
    return new ColumnDefinition(parts.name(), parts.type(3), role, header);
  }

  private Property property() {
    return new Property(parts.name(), parts.literal());
  }

  private Expression expression() {
    return parts.expression(random.nextInt(depth));
  }

  public Query query() {
    return new Query(
        parts.some(1, 3, this::item),
        relation(random.nextInt(3)),
        parts.maybe(this::window),
        parts.maybe(this::expression),
        parts.chance(40) ? parts.some(1, 3, this::expression) : List.of(),
        parts.chance(20) ? parts.some(1, 3, this::expression) : List.of(),
        parts.maybe(this::expression),
        parts.maybe(() -> new Query.Emit(parts.oneOf(Query.EmitMode.class), NOWHERE)),
        parts.maybe(() -> new Query.Limit(random.nextLong() >>> 1, NOWHERE)),
        NOWHERE);
  }

  private SelectItem item() {
    return switch (random.nextInt(6)) {
      case 0 -> new SelectItem.AllColumns(parts.maybe(parts::name), NOWHERE);
      case 1 -> new SelectItem.AllStructFields(expression(), NOWHERE);
      default -> new SelectItem.Single(expression(), parts.maybe(parts::name), NOWHERE);
    };
  }

  private Relation relation(int joins) {
    Relation relation = source();
    for (int i = 0; i < joins; i++) {
      relation =
          new Relation.Join(
              parts.oneOf(Relation.JoinKind.class),
              relation,
              source(),
              parts.maybe(this::within),
              expression(),
              NOWHERE);
    }
    return relation;
  }

  private Relation.SourceReference source() {
    return new Relation.SourceReference(parts.name(), parts.maybe(parts::name));
  }

  private Relation.Within within() {
    return new Relation.Within(duration(), duration(), parts.maybe(this::duration), NOWHERE);
  }

  private DurationNode duration() {
    return new DurationNode(random.nextLong() >> random.nextInt(64), parts.unit(), NOWHERE);
  }

  private Window window() {
    Optional<Identifier> name = parts.maybe(parts::name);
    Optional<DurationNode> retention = parts.maybe(this::duration);
    Optional<DurationNode> grace = parts.maybe(this::duration);
    return switch (random.nextInt(4)) {
      case 0 -> new Window.Tumbling(name, duration(), retention, grace, NOWHERE);
      case 1 -> new Window.Hopping(name, duration(), duration(), retention, grace, NOWHERE);
      case 2 -> new Window.Session(name, duration(), retention, grace, NOWHERE);
      default ->
          new Window.Sliding(
              name, duration(), parts.maybe(this::duration), retention, grace, NOWHERE);
    };
  }
}
