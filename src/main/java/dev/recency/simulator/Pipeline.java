package dev.recency.simulator;

import dev.recency.command.CommandEncoder;
import dev.recency.command.CommandRecord;
import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.row.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The queries of a script that grows, and the topics that they read and write. A query sees the
 * records that come after it has begun, as in a server; each record is processed to its end, through
 * all queries that read what others write, before the next.
 */
final class Pipeline {
  private final RunnerOptions options;
  private final Map<String, List<RawRecord>> topics = new LinkedHashMap<>();
  private final List<Batch> batches = new ArrayList<>();
  private final Deque<RawRecord> waiting = new ArrayDeque<>();
  private final Map<String, Integer> rejected = new LinkedHashMap<>();

  Pipeline(RunnerOptions options) {
    this.options = options;
  }

  /** Begins the queries that are new in this plan and ends those that are not in it any more. */
  void update(Plan plan) {
    batches.forEach(batch -> batch.endAllBut(plan.queries()));
    List<Query> added =
        plan.queries().stream()
            .filter(query -> batches.stream().noneMatch(batch -> batch.runs(query)))
            .toList();
    if (!added.isEmpty()) {
      batches.add(new Batch(plan, added));
    }
  }

  /** The records of a topic so far, in order. */
  List<RawRecord> topic(String name) {
    return topics.computeIfAbsent(name, each -> new ArrayList<>());
  }

  /** All topics that hold records. */
  Map<String, List<RawRecord>> topics() {
    return topics;
  }

  /** How many records were rejected, by reason. */
  Map<String, Integer> rejected() {
    return rejected;
  }

  /** Takes in a record and all that comes of it. */
  void process(RawRecord record) {
    topic(record.topic()).add(record);
    waiting.add(record);
    while (!waiting.isEmpty()) {
      RawRecord next = waiting.remove();
      batches.forEach(batch -> batch.read(next));
    }
  }

  /** Queries that began at the same moment; those over one window share their state. */
  private final class Batch implements Output {
    private final List<Query> queries;
    private final List<SourceReader> readers = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();

    Batch(Plan plan, List<Query> added) {
      queries = new ArrayList<>(added);
      Plan part = new Plan(plan.sources(), plan.inputs(), added, List.of());
      for (Runner runner : options.runners(part, this)) {
        SourceReader reader = CaseExecution.reader(part, runner, SourceReader.Clocks.REPLAY, this);
        reader.assign(0);
        readers.add(reader);
      }
    }

    boolean runs(Query query) {
      return queries.stream().anyMatch(each -> each == query);
    }

    /** An ended query may share its state with others, so it goes on and nobody hears of it. */
    void endAllBut(List<Query> planned) {
      for (Query query : List.copyOf(queries)) {
        if (planned.stream().noneMatch(each -> each == query)) {
          queries.remove(query);
          ended.add(query.id());
        }
      }
    }

    void read(RawRecord record) {
      for (SourceReader reader : queries.isEmpty() ? List.<SourceReader>of() : readers) {
        if (reader.input().source().serialization().topic().equals(record.topic())) {
          reader.read(record);
        }
      }
    }

    @Override
    public void command(CommandRecord command) {
      if (ended.contains(statement(command.headers()))) {
        return;
      }
      List<RawRecord> log = topic(command.topic());
      RawRecord record = Simulator.record(command, log.size());
      log.add(record);
      waiting.add(record);
    }

    @Override
    public void deadLetter(RawRecord record, RejectReason reason, String message) {
      rejected.merge(reason + " (" + message + ")", 1, Integer::sum);
    }
  }

  /** The statement that wrote a record; empty if none did. */
  static String statement(List<RawRecord.Header> headers) {
    for (RawRecord.Header header : headers) {
      byte[] value = header.value();
      if (header.key().equals(CommandEncoder.STATEMENT_HEADER) && value != null) {
        return new String(value, StandardCharsets.UTF_8);
      }
    }
    return "";
  }
}
