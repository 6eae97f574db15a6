package dev.recency.sql.format;

import dev.recency.sql.tree.DurationNode;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.SelectItem;
import dev.recency.sql.tree.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes queries. */
public final class QueryFormatter {

  private QueryFormatter() {}

  public static String format(Query query) {
    StringBuilder text = new StringBuilder("SELECT ");
    text.append(Words.list(query.items(), QueryFormatter::item));
    text.append(" FROM ").append(relation(query.from()));
    query.window().ifPresent(window -> text.append(" WINDOW ").append(window(window)));
    query
        .where()
        .ifPresent(where -> text.append(" WHERE ").append(ExpressionFormatter.format(where)));
    appendList(text, " GROUP BY ", query.groupBy());
    appendList(text, " PARTITION BY ", query.partitionBy());
    query
        .having()
        .ifPresent(having -> text.append(" HAVING ").append(ExpressionFormatter.format(having)));
    query.emit().ifPresent(emit -> text.append(" EMIT ").append(emit.mode()));
    query.limit().ifPresent(limit -> text.append(" LIMIT ").append(limit.rows()));
    return text.toString();
  }

  private static void appendList(StringBuilder text, String clause, List<Expression> list) {
    if (!list.isEmpty()) {
      text.append(clause).append(Words.list(list, ExpressionFormatter::formatValue));
    }
  }

  private static String item(SelectItem item) {
    if (item instanceof SelectItem.AllColumns all) {
      return all.source().map(source -> Words.name(source) + ".*").orElse("*");
    }
    if (item instanceof SelectItem.AllStructFields fields) {
      return ExpressionFormatter.formatBase(fields.struct()) + "->*";
    }
    SelectItem.Single single = (SelectItem.Single) item;
    return ExpressionFormatter.format(single.expression())
        + single.alias().map(alias -> " AS " + Words.name(alias)).orElse("");
  }

  private static String relation(Relation relation) {
    if (relation instanceof Relation.SourceReference source) {
      return Words.name(source.name())
          + source.alias().map(alias -> " AS " + Words.name(alias)).orElse("");
    }
    Relation.Join join = (Relation.Join) relation;
    return relation(join.left())
        + (join.kind() == Relation.JoinKind.INNER ? "" : " " + join.kind())
        + " JOIN "
        + relation(join.right())
        + join.within().map(QueryFormatter::within).orElse("")
        + " ON "
        + ExpressionFormatter.format(join.condition());
  }

  private static String within(Relation.Within within) {
    return " WITHIN ("
        + Words.duration(within.before())
        + ", "
        + Words.duration(within.after())
        + ")"
        + within.grace().map(grace -> " GRACE PERIOD " + Words.duration(grace)).orElse("");
  }

  private static String window(Window window) {
    String name = window.name().map(n -> Words.name(n) + " ").orElse("");
    List<String> parts = new ArrayList<>();
    String kind;
    if (window instanceof Window.Tumbling tumbling) {
      kind = "TUMBLING";
      parts.add("SIZE " + Words.duration(tumbling.size()));
    } else if (window instanceof Window.Hopping hopping) {
      kind = "HOPPING";
      parts.add("SIZE " + Words.duration(hopping.size()));
      parts.add("ADVANCE BY " + Words.duration(hopping.advance()));
    } else if (window instanceof Window.Sliding sliding) {
      kind = "SLIDING";
      parts.add("SIZE " + Words.duration(sliding.size()));
      addPart(parts, "ADVANCE BY ", sliding.advance());
    } else {
      kind = "SESSION";
      parts.add(Words.duration(((Window.Session) window).gap()));
    }
    addPart(parts, "RETENTION ", window.retention());
    addPart(parts, "GRACE PERIOD ", window.grace());
    return name + kind + " (" + String.join(", ", parts) + ")";
  }

  private static void addPart(List<String> parts, String word, Optional<DurationNode> duration) {
    duration.ifPresent(present -> parts.add(word + Words.duration(present)));
  }
}
