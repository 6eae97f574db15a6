package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.Planner;
import dev.recency.plan.Query;
import dev.recency.sql.SqlException;
import dev.recency.sql.SqlFormatter;
import dev.recency.sql.tree.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Several cases as one job, each with names and topics of its own. */
public final class JobBatch {
  private final List<Member> members = new ArrayList<>();

  /** A case under other names. */
  private record Member(JobCase job, CaseRenaming names, Script script, Plan plan) {
    /** The statement of the case that is called this in the job; empty for none. */
    String statement(String inJob) {
      for (int i = 0; i < plan.queries().size(); i++) {
        if (plan.queries().get(i).id().equals(inJob)) {
          return job.plan().queries().get(i).id();
        }
      }
      return "";
    }
  }

  /**
   * @param first number of the first case; no two cases of one broker may have the same
   * @throws IllegalStateException if the statements of a case do not plan under other names
   */
  public JobBatch(List<JobCase> jobs, int first) {
    for (int i = 0; i < jobs.size(); i++) {
      members.add(member(jobs.get(i), "C" + (first + i) + "_"));
    }
  }

  private static Member member(JobCase job, String prefix) {
    CaseRenaming names = new CaseRenaming(prefix);
    try {
      Script renamed = names.rename(job.definitions());
      return new Member(job, names, renamed, Planner.plan(List.of(renamed)));
    } catch (SqlException e) {
      throw new IllegalStateException("other names change the meaning: " + e.getMessage(), e);
    }
  }

  /** The statements of all cases: every topic that a job needs is in them. */
  public String definitions() {
    StringBuilder text = new StringBuilder();
    members.forEach(each -> text.append(SqlFormatter.format(each.script())));
    return text.toString();
  }

  /** The statements of each of the jobs that have to run one after the other; mostly of one. */
  public List<String> jobs() {
    List<JobStages> stages = members.stream().map(each -> new JobStages(each.plan())).toList();
    int count = stages.stream().mapToInt(JobStages::count).max().orElse(0);
    List<String> jobs = new ArrayList<>();
    for (int stage = 0; stage < count; stage++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < members.size(); i++) {
        if (stage < stages.get(i).count()) {
          text.append(SqlFormatter.format(stages.get(i).script(members.get(i).script(), stage)));
        }
      }
      jobs.add(text.toString());
    }
    return jobs;
  }

  /** The records of all cases, those of each topic in order. */
  public List<TopicRecord> inputs() {
    List<TopicRecord> inputs = new ArrayList<>();
    for (Member member : members) {
      for (RawRecord record : member.job().inputs()) {
        inputs.add(TopicRecord.of(member.names().topic(record.topic()), record));
      }
    }
    return inputs;
  }

  /** The topics that the cases say something about, to be read when the job has ended. */
  public Set<String> topics() {
    Set<String> topics = new LinkedHashSet<>();
    for (Member member : members) {
      used(member).forEach(each -> topics.add(member.names().topic(each)));
    }
    return topics;
  }

  private static Set<String> used(Member member) {
    Set<String> topics = new LinkedHashSet<>();
    if (member.job().test() instanceof SqlTestCase) {
      member.job().plan().sources().forEach(each -> topics.add(each.serialization().topic()));
    }
    for (Query query : member.job().plan().queries()) {
      topics.add(query.sink().serialization().topic());
    }
    return topics;
  }

  /**
   * How the cases end, in order.
   *
   * @param contents the records of each of {@link #topics()}, in order
   */
  public List<CaseResult> results(Map<String, List<TopicRecord>> contents) {
    List<CaseResult> results = new ArrayList<>();
    for (Member member : members) {
      FeatureCase test = member.job().test();
      results.add(CaseRunner.guarded(test, () -> result(member, contents)));
    }
    return results;
  }

  private static CaseResult result(Member member, Map<String, List<TopicRecord>> contents) {
    Map<String, List<RawRecord>> written = new LinkedHashMap<>();
    for (String topic : used(member)) {
      List<RawRecord> records = new ArrayList<>();
      for (TopicRecord record : contents.getOrDefault(member.names().topic(topic), List.of())) {
        records.add(record.raw(topic, records.size()));
      }
      written.put(topic, ordered(member, topic, records));
    }
    return member.job().judge().result(written);
  }

  /**
   * The records of a topic, those of each statement in their order, in the order in which the
   * simulator has the statements write; what is too many comes last.
   */
  private static List<RawRecord> ordered(Member member, String topic, List<RawRecord> records) {
    Map<String, Deque<RawRecord>> byStatement = new HashMap<>();
    for (RawRecord record : records) {
      String statement = member.statement(Pipeline.statement(record.headers()));
      byStatement.computeIfAbsent(statement, each -> new ArrayDeque<>()).add(record);
    }
    List<RawRecord> ordered = new ArrayList<>();
    for (RawRecord simulated : member.job().simulated().getOrDefault(topic, List.of())) {
      Deque<RawRecord> next = byStatement.get(Pipeline.statement(simulated.headers()));
      if (next != null && !next.isEmpty()) {
        ordered.add(next.remove());
      }
    }
    records.stream().filter(each -> !ordered.contains(each)).forEach(ordered::add);
    return ordered;
  }
}
