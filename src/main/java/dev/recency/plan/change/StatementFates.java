package dev.recency.plan.change;

import dev.recency.plan.LogIdentity;
import dev.recency.plan.Plan;
import dev.recency.plan.Query;
import dev.recency.plan.Source;
import dev.recency.plan.SourceIdentity;
import dev.recency.plan.StateIdentity;
import dev.recency.plan.change.StatementChange.Kind;
import java.util.Optional;
import java.util.Set;

/** How the statements of one plan fare in another. */
final class StatementFates {
  private final Plan before;
  private final Plan after;
  private final Optional<Set<String>> warming;

  /**
   * @param warming old statements that are not exact yet; empty if that is not known
   */
  StatementFates(Plan before, Plan after, Optional<Set<String>> warming) {
    this.before = before;
    this.after = after;
    this.warming = warming;
  }

  StatementChange removed(Query query) {
    return new StatementChange(
        query.id(),
        Kind.REMOVED,
        query instanceof Query.Transform ? StateFate.NONE : StateFate.DROPPED,
        "");
  }

  StatementChange added(Query query) {
    if (query instanceof Query.Sliding sliding) {
      LogReach reach = LogReach.of(before, LogIdentity.uid(after, sliding), warming);
      return reach.exists()
          ? new StatementChange(query.id(), Kind.ADDED, reach.fate(sliding), reach.words(sliding))
          : new StatementChange(query.id(), Kind.ADDED, StateFate.STARTS_EMPTY, begins(query));
    }
    StateFate fate = query instanceof Query.Transform ? StateFate.NONE : StateFate.STARTS_EMPTY;
    return new StatementChange(query.id(), Kind.ADDED, fate, begins(query));
  }

  /** With which event a statement begins that knows none. */
  private String begins(Query query) {
    Source root = SourceIdentity.root(after, query.source());
    return readBefore(root)
        ? "begins with the next event of " + query.source()
        : "begins with the first event of topic [" + root.serialization().topic() + "]";
  }

  private boolean readBefore(Source root) {
    String identity = SourceIdentity.topicText(root);
    return before.inputs().stream()
        .filter(input -> input.source().declared())
        .anyMatch(input -> SourceIdentity.topicText(input.source()).equals(identity));
  }

  /** A statement that both have. */
  StatementChange stays(Query old, Query query) {
    String differences = differences(old, query);
    Kind kind = differences.isEmpty() ? Kind.KEPT : Kind.CHANGED;
    Optional<String> uid = StateIdentity.uid(after, query);
    Optional<String> oldUid = StateIdentity.uid(before, old);
    if (readAgain(old, query)) {
      return lost(query, differences + "; the topic is read again from its beginning");
    }
    if (query instanceof Query.Sliding sliding) {
      return sliding(old, sliding, kind, differences);
    }
    if (uid.isEmpty() && oldUid.isEmpty()) {
      return new StatementChange(query.id(), kind, StateFate.NONE, differences);
    }
    if (uid.equals(oldUid)) {
      return new StatementChange(query.id(), kind, StateFate.KEPT, differences);
    }
    return oldUid.isEmpty()
        ? new StatementChange(
            query.id(), kind, StateFate.STARTS_EMPTY, differences + "; " + begins(query))
        : lost(query, differences);
  }

  private StatementChange sliding(Query old, Query.Sliding query, Kind kind, String differences) {
    String uid = LogIdentity.uid(after, query);
    boolean sameLog = StateIdentity.uid(before, old).equals(Optional.of(uid));
    if (sameLog && LogIdentity.statementId((Query.Sliding) old) == LogIdentity.statementId(query)) {
      return new StatementChange(query.id(), kind, StateFate.KEPT, differences);
    }
    LogReach reach = LogReach.of(before, uid, warming);
    StateFate fate = reach.exists() ? reach.fate(query) : StateFate.STARTS_EMPTY;
    boolean hadNone = old instanceof Query.Transform;
    if (reach.exists() && (sameLog || hadNone || fate == StateFate.FILLED_FROM_LOG)) {
      return new StatementChange(query.id(), kind, fate, differences + "; " + reach.words(query));
    }
    if (hadNone) {
      return new StatementChange(
          query.id(), kind, StateFate.STARTS_EMPTY, differences + "; " + begins(query));
    }
    String consequence = reach.exists() ? reach.words(query) : "its log starts empty";
    return lost(query, differences + "; " + consequence);
  }

  private static StatementChange lost(Query query, String reason) {
    return new StatementChange(query.id(), Kind.CHANGED, StateFate.LOST, reason);
  }

  /** Whether a topic that was read so far would be read from its beginning. */
  private boolean readAgain(Query old, Query query) {
    Source root = SourceIdentity.root(after, query.source());
    String topic = SourceIdentity.root(before, old.source()).serialization().topic();
    return root.serialization().topic().equals(topic) && !readBefore(root);
  }

  /** What is told of what it says would only repeat what is told of what it takes in. */
  private String differences(Query old, Query query) {
    String taken = Aspect.differences(Aspect.taken(before, old), Aspect.taken(after, query));
    return taken.isEmpty() ? Aspect.differences(Aspect.said(old), Aspect.said(query)) : taken;
  }
}
