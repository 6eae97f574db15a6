/**
 * Turns text into statements: the grammar of the dialect, the syntax tree and errors that name
 * file, line and column. May import nothing but the ANTLR runtime. Start at {@code SqlParser}; the
 * tree is in {@code dev.recency.sql.tree}.
 */
@NullMarked
package dev.recency.sql;

import org.jspecify.annotations.NullMarked;
