package dev.recency.cli.compare;

import dev.recency.plan.Query;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.Literal;
import dev.recency.sql.tree.Property;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.Statement.CreateAsSelect;
import dev.recency.sql.tree.Statement.CreateSource;
import dev.recency.sql.tree.Statement.InsertIntoSelect;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some of the compared statements with what they need and nothing else, writing to topics of their
 * own: nothing that a comparison does is seen by those who read the topics of the definitions.
 */
final class OwnScript {
  private static final String INSERT = "insert-";
  private static final Set<String> PLACE =
      Set.of("KAFKA_TOPIC", "PARTITIONS", "REPLICAS", "RETENTION_MS");

  private final Subject subject;
  private final Set<String> ids;
  private final Set<String> read;
  private final Set<String> targets;

  /**
   * A script of these statements.
   *
   * @param ids of the queries
   */
  OwnScript(Subject subject, Set<String> ids) {
    this.subject = subject;
    this.ids = ids;
    List<Query> queries =
        subject.plan().queries().stream().filter(each -> ids.contains(each.id())).toList();
    read = queries.stream().map(Query::source).collect(Collectors.toSet());
    targets =
        queries.stream()
            .filter(each -> each.id().startsWith(INSERT))
            .map(each -> each.sink().name())
            .collect(Collectors.toSet());
  }

  /**
   * The statements.
   *
   * @param written one for each of the scripts, in order: the original or what stands in for it
   * @param topic begins the names of the topics that they write
   * @param declared whether the number of partitions and the retention are to be declared
   */
  List<Statement> of(List<Statement> written, String topic, boolean declared) {
    Iterator<String> inserts =
        subject.plan().queries().stream()
            .map(Query::id)
            .filter(each -> each.startsWith(INSERT))
            .iterator();
    List<Statement> own = new ArrayList<>();
    for (int number = 0; number < written.size(); number++) {
      Statement statement = written.get(number);
      String sink = topic + "-" + number;
      if (statement instanceof CreateAsSelect create) {
        if (ids.contains(create.name().text())) {
          own.add(into(create, sink, declared));
        }
      } else if (statement instanceof InsertIntoSelect) {
        if (inserts.hasNext() && ids.contains(inserts.next())) {
          own.add(statement);
        }
      } else if (statement instanceof CreateSource source) {
        if (read.contains(source.name().text())) {
          own.add(statement);
        } else if (targets.contains(source.name().text())) {
          own.add(over(source, sink, declared));
        }
      } else if (context(statement)) {
        own.add(statement);
      }
    }
    return own;
  }

  private static boolean context(Statement statement) {
    return statement instanceof Statement.CreateType
        || statement instanceof Statement.DropType
        || statement instanceof Statement.SetProperty
        || statement instanceof Statement.UnsetProperty;
  }

  private static CreateAsSelect into(CreateAsSelect create, String sink, boolean declared) {
    return new CreateAsSelect(
        create.name(),
        create.kind(),
        create.orReplace(),
        create.ifNotExists(),
        properties(create.properties(), sink, declared, create.location()),
        create.query(),
        create.location());
  }

  private static CreateSource over(CreateSource source, String sink, boolean declared) {
    return new CreateSource(
        source.name(),
        source.kind(),
        source.orReplace(),
        source.ifNotExists(),
        source.readOnly(),
        source.columns(),
        properties(source.properties(), sink, declared, source.location()),
        source.location());
  }

  private static List<Property> properties(
      List<Property> written, String sink, boolean declared, Location location) {
    List<Property> properties = new ArrayList<>();
    properties.add(
        new Property(
            new Identifier("KAFKA_TOPIC", false, location),
            new Literal.StringLiteral(sink, location)));
    if (declared) {
      properties.add(
          new Property(
              new Identifier("PARTITIONS", false, location),
              new Literal.IntegerLiteral(1, location)));
      // Old events make old commands: by age they would go at once.
      properties.add(
          new Property(
              new Identifier("RETENTION_MS", false, location),
              new Literal.LongLiteral(Long.MAX_VALUE, location)));
    }
    written.stream().filter(each -> !PLACE.contains(each.name().text())).forEach(properties::add);
    return properties;
  }
}
