package dev.recency.flink;

import dev.recency.command.CommandRecord;
import dev.recency.flink.keyed.KeyedElement;
import dev.recency.flink.keyed.KeyedElementSerializer;
import dev.recency.flink.keyed.KeyedOperatorHost;
import dev.recency.flink.keyed.KeyingOperator;
import dev.recency.flink.serializer.CommandSerializer;
import dev.recency.flink.serializer.EncodedKeySerializer;
import dev.recency.flink.source.SourceElement;
import dev.recency.flink.table.TableKeyingOperator;
import dev.recency.flink.table.TableQueries;
import dev.recency.flink.table.TableQuery;
import dev.recency.flink.table.TableRowsHost;
import dev.recency.plan.Input;
import dev.recency.plan.Query;
import dev.recency.plan.StateIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The statements of a topology that keep rows of tables:
 *
 * <pre>
 * table ─ keying by primary key ═ WHERE ─► commands
 * table ─ keying by primary key ═ rows ═ groups ─► commands
 * </pre>
 *
 * They emit when a record comes and at no other time, so they need no clock.
 */
final class TableTopology {
  private final JobParts parts;
  private final Outlets outlets;
  private final List<Query.OverTable> queries;
  private final Map<String, DataStream<KeyedElement>> keyed = new LinkedHashMap<>();

  /** What happens to the commands of a statement besides being written. */
  @FunctionalInterface
  interface Results {
    /** Adds the readers of the statement's table. */
    void add(Query query, DataStream<CommandRecord> commands);
  }

  TableTopology(JobParts parts, Outlets outlets) {
    this.parts = parts;
    this.outlets = outlets;
    this.queries = TableQueries.of(parts.plan());
  }

  /**
   * Adds what reads these inputs.
   *
   * @param uid of the source, or of the table that a statement makes
   * @param elements with one decoded event per input
   * @param chain where the keyings belong
   */
  void addSource(String uid, DataStream<SourceElement> elements, List<Input> inputs, Chain chain) {
    List<String> names = inputs.stream().map(input -> input.source().name()).toList();
    for (Query.OverTable query : queries) {
      int input = names.indexOf(query.source());
      if (input >= 0) {
        addKeying(uid, query, input, elements, chain);
      }
    }
  }

  /** Adds the hosts, once all sources are there; what one makes may be the source of another. */
  void addHosts(Results results) {
    for (Query.OverTable query : queries) {
      DataStream<KeyedElement> records = keyed.get(query.id());
      if (records != null) {
        results.add(query, addHost(query, records));
      }
    }
  }

  private void addKeying(
      String uid,
      Query.OverTable query,
      int input,
      DataStream<SourceElement> elements,
      Chain chain) {
    SingleOutputStreamOperator<KeyedElement> keying =
        chain.add(
            parts,
            elements
                .forward()
                .transform(
                    "rows for " + query.id(),
                    KeyedElementSerializer.TYPE,
                    new TableKeyingOperator(
                        parts.definitions(), query.id(), input, parts.letters())),
            "keys-" + query.id() + "-" + uid);
    outlets.addDeadLetters(keying.getSideOutput(KeyingOperator.DEAD_LETTERS));
    keyed.merge(query.id(), keying, DataStream::union);
  }

  private DataStream<CommandRecord> addHost(
      Query.OverTable query, DataStream<KeyedElement> records) {
    DataStream<KeyedElement> input =
        query instanceof Query.TableAggregate ? addRows(query, records) : records;
    SingleOutputStreamOperator<CommandRecord> host =
        input
            .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
            .transform(
                query.id(),
                CommandSerializer.TYPE,
                new KeyedOperatorHost(
                    new TableQuery(parts.definitions(), query.id()),
                    parts.limits(),
                    parts.letters(),
                    parts.hostCacheBytes()))
            .uid(uid(query))
            .name(query.id());
    outlets.addDeadLetters(host.getSideOutput(KeyingOperator.DEAD_LETTERS));
    outlets.addCommands(query.sink().serialization().topic(), host);
    return host;
  }

  private DataStream<KeyedElement> addRows(
      Query.OverTable query, DataStream<KeyedElement> records) {
    return records
        .keyBy(KeyedElement::key, EncodedKeySerializer.TYPE)
        .transform(
            "rows of " + query.id(),
            KeyedElementSerializer.TYPE,
            new TableRowsHost(parts.definitions(), query.id()))
        .uid("rows-" + uid(query))
        .name("rows of " + query.id());
  }

  private String uid(Query.OverTable query) {
    return StateIdentity.uid(parts.plan(), query).orElseThrow();
  }
}
