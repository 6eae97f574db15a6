/**
 * Runs the generated parser and words its errors: the furthest token, what was expected
 * there, and the mistakes that people bring from other dialects. Internal to {@code
 * dev.recency.sql}, and may import only it and the ANTLR runtime. Start at {@link
 * dev.recency.sql.syntax.StatementParser}.
 */
@NullMarked
package dev.recency.sql.syntax;

import org.jspecify.annotations.NullMarked;
