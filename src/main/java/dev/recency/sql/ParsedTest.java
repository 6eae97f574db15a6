package dev.recency.sql;

import dev.recency.sql.tree.SqlTest;
import java.util.Optional;

/**
 * A test of a test file as far as it could be read. That a statement is refused may be what the test
 * expects, so a mistake in one test is no mistake of the file.
 *
 * @param test with the statements before the mistake
 * @param mistake in the statement behind the last one; what follows it in the test is not read
 * @param rest whether there are statements behind the mistake
 */
public record ParsedTest(SqlTest test, Optional<SqlException> mistake, boolean rest) {}
