/**
 * Turns the syntax tree back into canonical text. Internal to {@code dev.recency.sql},
 * and may import only it and the ANTLR runtime. Start at {@link
 * dev.recency.sql.format.StatementFormatter}.
 */
@NullMarked
package dev.recency.sql.format;

import org.jspecify.annotations.NullMarked;
