/**
 * Turns the generated parser's contexts into the syntax tree and refuses what the
 * grammar could not. Internal to {@code dev.recency.sql}, and may import only it and the
 * ANTLR runtime. Start at {@link dev.recency.sql.build.StatementBuilder}.
 */
@NullMarked
package dev.recency.sql.build;

import org.jspecify.annotations.NullMarked;
