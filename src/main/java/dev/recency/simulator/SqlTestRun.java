package dev.recency.simulator;

import dev.recency.format.RawRecord;
import dev.recency.plan.Plan;
import dev.recency.plan.analysis.StatementAnalyzer;
import dev.recency.plan.analysis.TestAnalyzer.Part;
import dev.recency.plan.analysis.TestAnalyzer.Values;
import dev.recency.sql.SqlParser;
import dev.recency.sql.tree.Script;
import dev.recency.sql.tree.Statement;
import dev.recency.sql.tree.TestStatement;
import dev.recency.window.SlidingWindows;
import dev.recency.window.SlidingWindows.Decay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of one test, one after the other. Queries begin with the first INSERT or ASSERT
 * behind them, so those that stand together share their state as they do in a job.
 */
final class SqlTestRun {
  /** What is done with an assertion. */
  enum Assertions {
    /** It has to hold. */
    CHECKED,
    /** It is kept for the topics of another run. */
    KEPT
  }

  private final SqlTestCase test;
  private final Assertions mode;
  private final StatementAnalyzer analyzer = new StatementAnalyzer();
  private final Pipeline pipeline;
  private final TopicAssertions assertions;
  private final List<Statement> definitions = new ArrayList<>();
  private final List<RawRecord> inserted = new ArrayList<>();
  private final List<TestStatement> asserted = new ArrayList<>();
  private boolean grown;
  private boolean unsteady;
  private boolean changedLater;

  /**
   * @param forgets whether the live form of state is forgotten after each call
   */
  SqlTestRun(SqlTestCase test, boolean forgets, Assertions mode) {
    this.test = test;
    this.mode = mode;
    pipeline =
        new Pipeline(
            CaseExecution.options(
                Decay.EVERY_INSTANT, () -> forgets, SlidingWindows::of, () -> unsteady = true));
    assertions = new TopicAssertions(analyzer.tests(), pipeline::topic, pipeline::rejected);
  }

  /**
   * Runs one statement.
   *
   * @throws dev.recency.sql.SqlException if it is refused
   * @throws StoppedTest if it is an assertion that does not hold, or cannot be run
   */
  void execute(TestStatement statement) {
    if (statement instanceof TestStatement.Ordinary ordinary) {
      ordinary(ordinary.statement());
    } else if (statement instanceof TestStatement.RunScript run) {
      script(run).statements().forEach(this::define);
    } else {
      settle();
      asserted.add(statement);
      if (mode == Assertions.CHECKED) {
        assertions.check(statement);
      }
    }
  }

  private void ordinary(Statement statement) {
    if (!(statement instanceof Statement.InsertValues insert)) {
      define(statement);
      return;
    }
    settle();
    Values values =
        analyzer
            .tests()
            .values(
                insert.target(), insert.columns(), insert.values(), Part.RECORD, insert.location());
    TestRecord record = new TestRecord(values, insert.location());
    changedLater |= asserted.stream().anyMatch(TestStatement.AssertNoMoreValues.class::isInstance);
    RawRecord raw = record.encode(pipeline.topic(record.topic()).size());
    inserted.add(raw);
    pipeline.process(raw);
  }

  private void define(Statement statement) {
    analyzer.analyze(statement);
    definitions.add(statement);
    changedLater |= !inserted.isEmpty();
    grown = true;
  }

  private Script script(TestStatement.RunScript run) {
    Path file = test.directory().resolve(run.path()).normalize();
    try {
      return SqlParser.script(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new StoppedTest(
          run.location(),
          "The file [" + file + "] cannot be read. The path begins at the directory of the test.",
          false);
    }
  }

  /** Begins the queries that were created since the last time. */
  void settle() {
    if (grown) {
      grown = false;
      pipeline.update(analyzer.plan());
    }
  }

  /** The plan of all statements so far. */
  Plan plan() {
    return analyzer.plan();
  }

  /** What can look at the topics of another run of the same statements. */
  StatementAnalyzer analyzer() {
    return analyzer;
  }

  /** The statements that make streams, tables and types. */
  Script definitions() {
    return new Script(definitions);
  }

  /** The records of INSERT statements, in order. */
  List<RawRecord> inserted() {
    return inserted;
  }

  /** The assertions so far. */
  List<TestStatement> asserted() {
    return asserted;
  }

  /** What all topics hold. */
  Pipeline pipeline() {
    return pipeline;
  }

  /** Whether an expression has asked for the wall clock or a random number. */
  boolean unsteady() {
    return unsteady;
  }

  /** Whether it matters when which INSERT came: for a definition or a NO MORE behind or before it. */
  boolean changedLater() {
    return changedLater;
  }
}
