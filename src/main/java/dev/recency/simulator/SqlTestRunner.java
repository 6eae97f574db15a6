package dev.recency.simulator;

import dev.recency.plan.Notice;
import dev.recency.simulator.CaseResult.Outcome;
import dev.recency.simulator.SqlTestRun.Assertions;
import dev.recency.sql.ErrorCode;
import dev.recency.sql.SqlException;
import dev.recency.sql.tree.SqlTest;
import dev.recency.sql.tree.TestStatement;
import java.util.Optional;

/**
 * Runs one test in SQL. It is run twice: with state as operators keep it, and with state written and
 * read back after each call; both have to give what is expected.
 */
final class SqlTestRunner {
  private final SqlTestCase test;
  private final SqlTest sql;

  private SqlTestRunner(SqlTestCase test) {
    this.test = test;
    this.sql = test.parsed().test();
  }

  /** How this test ends. */
  static CaseResult run(SqlTestCase test) {
    SqlTestRunner runner = new SqlTestRunner(test);
    CaseResult result = runner.once(new SqlTestRun(test, false, Assertions.CHECKED));
    if (result.outcome() != Outcome.PASSED || runner.sql.refusalExpected()) {
      return result;
    }
    CaseResult again = runner.once(new SqlTestRun(test, true, Assertions.CHECKED));
    return again.outcome() == Outcome.PASSED
        ? again
        : runner.result(
            again.outcome(), "with state read back after each call: " + again.message());
  }

  /** How the test ends in this run, which holds all its statements afterwards if it passes. */
  static CaseResult run(SqlTestCase test, SqlTestRun run) {
    return new SqlTestRunner(test).once(run);
  }

  private CaseResult once(SqlTestRun run) {
    int count = 0;
    try {
      for (TestStatement statement : sql.statements()) {
        count++;
        run.execute(statement);
      }
      Optional<SqlException> mistake = test.parsed().mistake();
      if (mistake.isPresent()) {
        return refused(mistake.get(), !test.parsed().rest());
      }
      run.settle();
    } catch (SqlException e) {
      return refused(e, last(count));
    } catch (StoppedTest e) {
      String message = String.valueOf(e.getMessage());
      return e.assertion() && sql.refusalExpected()
          ? expected(message, last(count))
          : result(Outcome.FAILED, message);
    }
    return sql.refusalExpected() ? accepted(run) : result(Outcome.PASSED, "");
  }

  private boolean last(int count) {
    return count == sql.statements().size() && test.parsed().mistake().isEmpty();
  }

  private CaseResult accepted(SqlTestRun run) {
    Optional<Notice> extension =
        run.plan().notices().stream()
            .filter(each -> each.kind() == Notice.Kind.EXTENDED)
            .findFirst();
    return extension.isPresent()
        ? result(Outcome.EXTENDED, extension.get().toString())
        : result(
            Outcome.FAILED,
            sql.location() + ": expected the last statement to be refused, got no error");
  }

  private CaseResult refused(SqlException e, boolean last) {
    String message = String.valueOf(e.getMessage());
    if (sql.refusalExpected()) {
      return expected(message, last);
    }
    return e.code() == ErrorCode.UNSUPPORTED
        ? result(Outcome.REFUSED, message)
        : result(Outcome.FAILED, message);
  }

  private CaseResult expected(String message, boolean last) {
    if (!last) {
      return result(
          Outcome.FAILED, "expected only the last statement to be refused, got " + message);
    }
    return sql.message().filter(each -> !message.contains(each)).isPresent()
        ? result(
            Outcome.FAILED,
            sql.location()
                + ": expected a message with ["
                + sql.message().get()
                + "], got "
                + message)
        : result(Outcome.PASSED, message);
  }

  private CaseResult result(Outcome outcome, String message) {
    return new CaseResult(test.file(), test.name(), outcome, message);
  }
}
