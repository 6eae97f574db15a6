package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Source;
import dev.recency.plan.analysis.TestAnalyzer;
import dev.recency.plan.analysis.TestAnalyzer.Part;
import dev.recency.sql.Location;
import dev.recency.sql.tree.Expression;
import dev.recency.sql.tree.Identifier;
import dev.recency.sql.tree.TestStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The assertions of a test: each takes the next record of its topic. */
final class TopicAssertions {
  private static final int RECORDS_IN_MESSAGE = 5;

  private final TestAnalyzer analyzer;
  private final Function<String, List<RawRecord>> topics;
  private final Supplier<Map<String, Integer>> rejected;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param topics the records of a topic so far
   * @param rejected how many records were rejected so far, by reason
   */
  TopicAssertions(
      TestAnalyzer analyzer,
      Function<String, List<RawRecord>> topics,
      Supplier<Map<String, Integer>> rejected) {
    this.analyzer = analyzer;
    this.topics = topics;
    this.rejected = rejected;
  }

  /**
   * Checks one assertion.
   *
   * @throws StoppedTest if it does not hold
   * @throws dev.recency.sql.SqlException if it makes no sense
   */
  void check(TestStatement statement) {
    if (statement instanceof TestStatement.AssertValues values) {
      next(values.target(), values.columns(), values.values(), false, values.location());
    } else if (statement instanceof TestStatement.AssertNullValues values) {
      next(values.target(), values.columns(), values.values(), true, values.location());
    } else if (statement instanceof TestStatement.AssertNoMoreValues none) {
      noMore(none);
    } else if (statement instanceof TestStatement.AssertSource source) {
      Optional<String> difference = analyzer.difference(source);
      if (difference.isPresent()) {
        throw failed(source.location(), "[" + source.name() + "]: " + difference.get());
      }
    } else {
      throw new IllegalArgumentException("[" + statement + "] asserts nothing");
    }
  }

  private void next(
      Identifier target,
      List<Identifier> columns,
      List<Expression> values,
      boolean tombstone,
      Location location) {
    TestRecord expected =
        new TestRecord(
            analyzer.values(target, columns, values, tombstone ? Part.KEY : Part.RECORD, location),
            location);
    List<RawRecord> records = topics.apply(expected.topic());
    int position = positions.merge(expected.topic(), 1, Integer::sum) - 1;
    String place = "topic [" + expected.topic() + "] record [" + position + "]: ";
    if (position >= records.size()) {
      throw failed(
          location,
          place
              + "expected "
              + expected.describe(tombstone)
              + ", got no record; there are ["
              + records.size()
              + "]"
              + rejections());
    }
    Optional<String> difference = expected.difference(records.get(position), tombstone);
    if (difference.isPresent()) {
      throw failed(location, place + difference.get());
    }
  }

  private void noMore(TestStatement.AssertNoMoreValues none) {
    Source source = analyzer.source(none.target());
    String topic = source.serialization().topic();
    List<RawRecord> records = topics.apply(topic);
    int position = positions.getOrDefault(topic, 0);
    if (position < records.size()) {
      String got =
          records.stream()
              .skip(position)
              .limit(RECORDS_IN_MESSAGE)
              .map(each -> TestRecord.describe(source, each))
              .collect(Collectors.joining(", "));
      throw failed(
          none.location(),
          "topic ["
              + topic
              + "]: expected no more records behind ["
              + position
              + "], got ["
              + (records.size() - position)
              + "]: "
              + got);
    }
  }

  private String rejections() {
    Map<String, Integer> counts = rejected.get();
    return counts.isEmpty() ? "" : "; rejected were " + counts;
  }

  private static StoppedTest failed(Location location, String what) {
    return new StoppedTest(location, what, true);
  }
}
