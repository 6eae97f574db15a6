package dev.recency.plan.analysis;

import dev.recency.plan.Notice;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.type.SqlType;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the statements so far have declared. Filled in the order of the statements. */
final class Catalog {
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, InputColumns> inputs = new LinkedHashMap<>();
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, SqlType> types = new LinkedHashMap<>();
  private final Set<String> readOnly = new TreeSet<>();
  private final List<Notice> notices = new ArrayList<>();
  private final CollectLimits collectLimits = new CollectLimits();

  /** The source of this name, if a statement has declared it. */
  Optional<Source> find(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  /** The source of this name, or a refusal that names the nearest one. */
  Source require(Identifier name) {
    return find(name.text())
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.UNKNOWN_SOURCE,
                    name.location(),
                    "No stream or table [%s] is declared before this statement.%s Declare it with"
                        + " CREATE STREAM or CREATE TABLE first.",
                    name,
                    Refusal.didYouMean(name.text(), sources.keySet())));
  }

  void put(Source source) {
    sources.put(source.name(), source);
  }

  void markReadOnly(String name) {
    readOnly.add(name);
  }

  boolean isReadOnly(String name) {
    return readOnly.contains(name);
  }

  void remove(String name) {
    sources.remove(name);
    inputs.remove(name);
    queries.remove(name);
  }

  /** The columns of the source that queries use so far. */
  InputColumns input(Source source) {
    return inputs.computeIfAbsent(source.name(), name -> new InputColumns(source));
  }

  boolean isRead(String name) {
    return queries.values().stream().anyMatch(query -> query.source().equals(name));
  }

  /** Whether statements other than the one that made it write to this stream. */
  boolean isInsertedInto(String name) {
    return queries.values().stream()
        .anyMatch(query -> query.sink().name().equals(name) && !query.id().equals(name));
  }

  /**
   * Whether records of one topic come, through any number of queries, into the other; always if
   * both are the same.
   */
  boolean flows(String fromTopic, String toTopic) {
    Set<String> reached = new TreeSet<>(Set.of(fromTopic));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Query query : queries.values()) {
        Source source = sources.get(query.source());
        grown |=
            source != null
                && reached.contains(source.serialization().topic())
                && reached.add(query.sink().serialization().topic());
      }
    }
    return reached.contains(toTopic);
  }

  /** The query with GROUP BY whose result has this name. */
  Optional<Query.Grouped> grouped(String name) {
    return queries.get(name) instanceof Query.Grouped query ? Optional.of(query) : Optional.empty();
  }

  void put(Query query) {
    queries.put(query.id(), query);
  }

  boolean hasQuery(String id) {
    return queries.containsKey(id);
  }

  void putType(String name, SqlType type) {
    types.put(name, type);
  }

  void removeType(String name) {
    types.remove(name);
  }

  Optional<SqlType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  Set<String> typeNames() {
    return types.keySet();
  }

  /** What SET says of COLLECT_LIST and COLLECT_SET. */
  CollectLimits collectLimits() {
    return collectLimits;
  }

  void warn(Location location, String text) {
    add(new Notice(Notice.Kind.WARNING, location, text));
  }

  /** Tells what running a statement costs. */
  void cost(Location location, String text) {
    add(new Notice(Notice.Kind.COST, location, text));
  }

  void extended(Location location, String text) {
    add(new Notice(Notice.Kind.EXTENDED, location, text));
  }

  /** Notes what ksqlDB would refuse, once per file. */
  void extendedOnce(Location location, String text) {
    boolean noted =
        notices.stream()
            .anyMatch(
                notice ->
                    notice.text().equals(text) && notice.location().file().equals(location.file()));
    if (!noted) {
      extended(location, text);
    }
  }

  /** Takes in a notice once, however often its expression is typed. */
  private void add(Notice notice) {
    if (!notices.contains(notice)) {
      notices.add(notice);
    }
  }

  List<Source> sources() {
    return List.copyOf(sources.values());
  }

  List<Query> queries() {
    return List.copyOf(queries.values());
  }

  List<Notice> notices() {
    return List.copyOf(notices);
  }
}
