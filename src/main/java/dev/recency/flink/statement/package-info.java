/**
 * All stateless statements over one source in one operator, with the dead letters and the rows for
 * statements that read what others write. May import what {@code flink} may; start with {@link
 * dev.recency.flink.statement.StatementOperator}.
 */
@NullMarked
package dev.recency.flink.statement;

import org.jspecify.annotations.NullMarked;
