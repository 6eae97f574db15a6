package dev.recency.accuracy.truth;

import dev.recency.accuracy.column.FeatureRow;
import dev.recency.plan.Column;
import dev.recency.plan.Query;
import dev.recency.plan.type.SqlType;
import dev.recency.plan.typed.CanonicalForm;
import dev.recency.plan.typed.TypedExpression;
import dev.recency.plan.typed.TypedExpression.FieldAccess;
import dev.recency.plan.typed.TypedExpression.MakeStruct;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of a statement: the numeric fields of the command's {@code values}, or of its value
 * columns if it has no such field. Not a feature: names that begin with {@code _}; what does not
 * depend on an aggregate; what depends on WINDOWSTART or WINDOWEND, because it says when the
 * command is true and not what.
 *
 * @param features at most {@link FeatureRow#MAX_FEATURES}
 * @param excluded numeric fields that are none, with the reason
 */
public record StatementFeatures(
    Query.Sliding statement, List<Feature> features, List<String> excluded) {
  private static final String VALUES = "values";

  public StatementFeatures {
    features = List.copyOf(features);
    excluded = List.copyOf(excluded);
  }

  /** Finds the features of a statement. */
  public static StatementFeatures of(Query.Sliding statement) {
    Finder finder = new Finder(statement);
    List<Column> columns = statement.sink().columns();
    boolean structured = false;
    for (int slot = 0; slot < columns.size(); slot++) {
      TypedExpression expression = statement.projection().get(slot);
      if (expression.type() instanceof SqlType.Struct struct && struct.indexOf(VALUES) >= 0) {
        structured = true;
        finder.descend("", field(expression, struct, struct.indexOf(VALUES)));
      }
    }
    for (int slot = 0; slot < columns.size() && !structured; slot++) {
      if (columns.get(slot).role() == Column.Role.VALUE) {
        finder.descend(columns.get(slot).name(), statement.projection().get(slot));
      }
    }
    return new StatementFeatures(statement, finder.found, finder.excluded);
  }

  private static TypedExpression field(TypedExpression base, SqlType.Struct type, int index) {
    return base instanceof MakeStruct made
        ? made.values().get(index)
        : new FieldAccess(base, index, type.fields().get(index).type());
  }

  /** Names of the features, in order. */
  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }

  private static final class Finder {
    private final Query.Sliding statement;
    private final int firstAggregate;
    private final int firstBound;
    private final List<Feature> found = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();

    private Finder(Query.Sliding statement) {
      this.statement = statement;
      firstAggregate = statement.groupBy().size();
      firstBound = firstAggregate + statement.aggregates().size();
    }

    private void descend(String name, TypedExpression expression) {
      if (expression.type() instanceof SqlType.Struct struct) {
        for (int index = 0; index < struct.fields().size(); index++) {
          String field = struct.fields().get(index).name();
          descend(name.isEmpty() ? field : name + "." + field, field(expression, struct, index));
        }
      } else if (expression.type().numeric()) {
        add(name, expression);
      }
    }

    private void add(String name, TypedExpression expression) {
      List<Integer> slots = new ArrayList<>();
      CanonicalForm.of(
          expression,
          slot -> {
            slots.add(slot.slot());
            return "";
          });
      if (name.startsWith("_") || name.contains("._")) {
        excluded.add(name + ": its name begins with _");
      } else if (slots.stream().anyMatch(slot -> slot >= firstBound)) {
        excluded.add(name + ": it depends on the bounds of the window");
      } else if (slots.stream().noneMatch(slot -> slot >= firstAggregate)) {
        excluded.add(name + ": it depends on no aggregate");
      } else if (found.size() == FeatureRow.MAX_FEATURES) {
        excluded.add(name + ": a statement is compared in " + found.size() + " features at most");
      } else {
        FeatureNumber number = FeatureNumber.of(expression.type());
        found.add(new Feature(statement.id(), name, found.size(), number, expression));
      }
    }
  }
}
