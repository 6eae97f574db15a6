package dev.recency.cli.compare;

import dev.recency.accuracy.ComparedSystem;
import dev.recency.accuracy.ComparedSystem.Evidence;
import dev.recency.accuracy.ComparedSystem.MeasuredCost;
import dev.recency.accuracy.rule.WindowRule;
import dev.recency.accuracy.truth.StatementFeatures;
import dev.recency.cli.EnvironmentException;
import dev.recency.format.RawRecord;
import dev.recency.local.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system of which only its commands are known.
 *
 * @param place a file, else a topic
 */
record OtherSystem(String name, String place) {
  /** Whether the commands are in a file. */
  boolean file() {
    return Files.isRegularFile(Path.of(place));
  }

  /** Finds a file that holds something else before anything is started. */
  void requireReadable(Subject subject) {
    if (file()) {
      new CommandFile(Path.of(place), subject).forEach(each -> {});
    }
  }

  /**
   * Reads its commands.
   *
   * @throws EnvironmentException if they are nowhere, cannot be read, or are none of a compared
   *     statement
   */
  ComparedSystem read(Subject subject, Topics topics, Arrivals arrivals) {
    Iterable<RawRecord> records = records(subject, topics);
    Map<String, Evidence> evidence = new LinkedHashMap<>();
    boolean alone = subject.statements().size() == 1;
    for (StatementFeatures features : subject.statements()) {
      OtherCommands commands =
          new OtherCommands(records, features, features.statement().sink(), alone, arrivals, 0);
      if (commands.count() > 0) {
        evidence.put(
            features.statement().id(), new Evidence.Recorded(new WindowRule.Unknown(), commands));
      }
    }
    if (evidence.isEmpty()) {
      throw new EnvironmentException(
          "--commands ["
              + name
              + "="
              + place
              + "]: no command of a compared statement is there. Expected the keys and values that "
              + subject.statements().stream().map(each -> each.statement().id()).toList()
              + " write.",
          null);
    }
    return new ComparedSystem(name, evidence, MeasuredCost.NONE);
  }

  private Iterable<RawRecord> records(Subject subject, Topics topics) {
    if (file()) {
      return new CommandFile(Path.of(place), subject);
    }
    if (!topics.names().contains(place)) {
      throw missing();
    }
    return topics.stored(List.of(place));
  }

  /** There is no such file, and no such topic. */
  EnvironmentException missing() {
    return new EnvironmentException(
        "--commands ["
            + name
            + "="
            + place
            + "]: there is neither a file nor a topic of this name. Topics need"
            + " --bootstrap-servers.",
        null);
  }
}
