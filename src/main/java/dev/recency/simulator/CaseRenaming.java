package dev.recency.simulator;

import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.Query;
import dev.recency.sql.tree.Relation;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives the streams, tables and topics of one case names of its own, so that many cases fit into one
 * job. Inside of queries the old names stay, as aliases.
 */
final class CaseRenaming {
  private static final String TOPIC = "KAFKA_TOPIC";

  /** Every topic has one partition and keeps its records. */
  private static final Set<String> DROPPED =
      Set.of(TOPIC, "PARTITIONS", "REPLICAS", "RETENTION_MS");

  /** What Kafka takes as the name of a topic, with room for the prefix. */
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final String prefix;
  private final Map<String, String> topics = new HashMap<>();

  /**
   * @param prefix letters, digits and underscores; no other case may have it
   */
  CaseRenaming(String prefix) {
    this.prefix = prefix;
  }

  /** The name of this topic in the job. */
  String topic(String name) {
    return topics.computeIfAbsent(
        name, each -> prefix + (LEGAL.matcher(each).matches() ? each : "topic-" + topics.size()));
  }

  /** The same statements under the new names; properties that were set are unset at the end. */
  Script rename(Script script) {
    List<Statement> renamed = new ArrayList<>();
    List<Statement> unset = new ArrayList<>();
    for (Statement statement : script.statements()) {
      if (statement instanceof Statement.SetProperty set) {
        unset.add(new Statement.UnsetProperty(set.name(), set.location()));
      }
      boolean variable =
          statement instanceof Statement.Define || statement instanceof Statement.Undefine;
      if (!variable) {
        renamed.add(rename(statement));
      }
    }
    renamed.addAll(unset);
    return new Script(renamed);
  }

  private Statement rename(Statement statement) {
    if (statement instanceof Statement.CreateSource create) {
      return new Statement.CreateSource(
          name(create.name()),
          create.kind(),
          create.orReplace(),
          create.ifNotExists(),
          create.readOnly(),
          create.columns(),
          properties(create.name(), create.properties()),
          create.location());
    }
    if (statement instanceof Statement.CreateAsSelect create) {
      return new Statement.CreateAsSelect(
          name(create.name()),
          create.kind(),
          create.orReplace(),
          create.ifNotExists(),
          properties(create.name(), create.properties()),
          query(create.query()),
          create.location());
    }
    if (statement instanceof Statement.InsertIntoSelect insert) {
      return new Statement.InsertIntoSelect(
          name(insert.target()), insert.properties(), query(insert.query()), insert.location());
    }
    if (statement instanceof Statement.DropSource drop) {
      return new Statement.DropSource(
          drop.kind(), name(drop.name()), drop.ifExists(), drop.deleteTopic(), drop.location());
    }
    return statement;
  }

  private Identifier name(Identifier name) {
    return new Identifier(prefix + name.text(), name.quoted(), name.location());
  }

  private List<Property> properties(Identifier name, List<Property> properties) {
    List<Property> kept = new ArrayList<>();
    String topic = name.text();
    for (Property property : properties) {
      String key = property.name().text().toUpperCase(Locale.ROOT);
      if (!DROPPED.contains(key)) {
        kept.add(property);
      } else if (key.equals(TOPIC) && property.value() instanceof Literal.StringLiteral text) {
        topic = text.value();
      }
    }
    Location location = name.location();
    kept.add(
        new Property(
            new Identifier(TOPIC, false, location),
            new Literal.StringLiteral(topic(topic), location)));
    return kept;
  }

  private Query query(Query query) {
    return new Query(
        query.items(),
        relation(query.from()),
        query.window(),
        query.where(),
        query.groupBy(),
        query.partitionBy(),
        query.having(),
        query.emit(),
        query.limit(),
        query.location());
  }

  private Relation relation(Relation relation) {
    if (relation instanceof Relation.Join join) {
      return new Relation.Join(
          join.kind(),
          relation(join.left()),
          source(join.right()),
          join.within(),
          join.condition(),
          join.location());
    }
    return source((Relation.SourceReference) relation);
  }

  private Relation.SourceReference source(Relation.SourceReference source) {
    return new Relation.SourceReference(
        name(source.name()), Optional.of(source.alias().orElse(source.name())));
  }
}
