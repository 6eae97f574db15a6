package dev.recency.plan.legal;

import dev.recency.plan.Column;
import dev.recency.plan.Format;
import dev.recency.plan.Plan;
import dev.recency.plan.Source;
import dev.recency.sql.Location;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Expression.ColumnReference;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SelectItem;
import dev.recency.sql.tree.SourceKind;
import dev.recency.sql.tree.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One SELECT on its way to the form that ksqlDB accepts; collects what is changed and why. */
final class LegalQuery {
  private final Plan plan;
  private final Query original;
  private final LegalWindow window;
  private final List<Expression> keys;
  private final List<String> changes = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();

  LegalQuery(Plan plan, Duration hop, Query original) {
    this.plan = plan;
    this.original = original;
    this.window = new LegalWindow(hop, changes::add);
    this.keys = keys();
  }

  Rewrite finish(Statement statement) {
    return new Rewrite(statement, changes, obstacles);
  }

  /** The kind of what the query makes. */
  SourceKind kind(SourceKind written) {
    if (written == SourceKind.STREAM && !original.groupBy().isEmpty()) {
      changes.add("The result of GROUP BY is a TABLE: CREATE TABLE instead of CREATE STREAM.");
      return SourceKind.TABLE;
    }
    return written;
  }

  /** The WITH clause. */
  List<Property> properties(String name, List<Property> written) {
    boolean formatGiven =
        written.stream()
            .map(property -> property.name().text())
            .anyMatch(each -> each.equals("KEY_FORMAT") || each.equals("FORMAT"));
    if (keys.size() < 2 || formatGiven || !writesJsonKeys(name)) {
      return written;
    }
    changes.add("Several key columns need a KEY_FORMAT that can hold them: JSON.");
    List<Property> properties = new ArrayList<>(written);
    Location location = original.location();
    properties.add(
        new Property(
            new Identifier("KEY_FORMAT", false, location),
            new Literal.StringLiteral("JSON", location)));
    return properties;
  }

  private boolean writesJsonKeys(String id) {
    return plan.queries().stream()
        .filter(query -> query.id().equals(id))
        .anyMatch(query -> query.sink().serialization().keyFormat().kind() == Format.Kind.JSON);
  }

  /** The query itself. */
  Query rewritten() {
    List<SelectItem> items = new ArrayList<>();
    keys.stream().filter(key -> !selected(key)).forEach(key -> items.add(hidden(key)));
    original.items().forEach(item -> items.add(item(item)));
    original.having().filter(LegalQuery::namesBounds).ifPresent(this::refuseBounds);
    return new Query(
        items,
        original.from(),
        original.window().map(each -> window.of(each, finalRows())),
        original.where().map(this::expression),
        original.groupBy().stream().map(this::expression).toList(),
        original.partitionBy().stream().map(this::expression).toList(),
        original.having().map(this::expression),
        window.emit(original),
        original.limit(),
        original.location());
  }

  private boolean finalRows() {
    return original.emit().filter(emit -> emit.mode() == Query.EmitMode.FINAL).isPresent();
  }

  /** What the records are keyed by. */
  private List<Expression> keys() {
    if (!original.groupBy().isEmpty()) {
      return original.groupBy();
    }
    if (!original.partitionBy().isEmpty()) {
      return original.partitionBy().stream()
          .filter(each -> !(each instanceof Literal.NullLiteral))
          .toList();
    }
    if (!(original.from() instanceof Relation.SourceReference reference)) {
      return List.of();
    }
    return plan.sources().stream()
        .filter(source -> source.name().equals(reference.name().text()))
        .findFirst()
        .map(source -> keyColumns(source, reference.name().location()))
        .orElse(List.of());
  }

  private static List<Expression> keyColumns(Source source, Location location) {
    return source.columns(Column.Role.KEY).stream()
        .<Expression>map(
            column ->
                new ColumnReference(
                    Optional.empty(), new Identifier(column.name(), true, location), location))
        .toList();
  }

  private boolean selected(Expression key) {
    return original.items().stream()
        .anyMatch(
            item ->
                item instanceof SelectItem.AllColumns
                    || (item instanceof SelectItem.Single single
                        && same(single.expression(), key)));
  }

  /** Whether two expressions are the same, whether or not their columns name the source. */
  private static boolean same(Expression left, Expression right) {
    return left instanceof ColumnReference a && right instanceof ColumnReference b
        ? a.name().text().equals(b.name().text())
        : SqlFormatter.format(left).equals(SqlFormatter.format(right));
  }

  private SelectItem hidden(Expression key) {
    String text = SqlFormatter.format(key);
    changes.add("The key must be in the SELECT list: " + text + " added.");
    Optional<Identifier> alias =
        key instanceof ColumnReference
            ? Optional.empty()
            : Optional.of(new Identifier("KSQL_KEY", false, key.location()));
    return new SelectItem.Single(key, alias, key.location());
  }

  private SelectItem item(SelectItem item) {
    return item instanceof SelectItem.Single single
        ? new SelectItem.Single(expression(single.expression()), single.alias(), single.location())
        : item;
  }

  private Expression expression(Expression expression) {
    return LegalExpression.of(
        expression,
        () -> {
          String change = "ksqlDB cannot run ||: CONCAT instead.";
          if (!changes.contains(change)) {
            changes.add(change);
          }
        });
  }

  private static boolean namesBounds(Expression having) {
    String text = SqlFormatter.format(having);
    return text.contains("WINDOWSTART") || text.contains("WINDOWEND");
  }

  private void refuseBounds(Expression having) {
    obstacles.add(
        "ksqlDB has no WINDOWSTART and WINDOWEND in HAVING, and no other way to say it: "
            + SqlFormatter.format(having));
  }
}
