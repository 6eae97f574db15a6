/**
 * Turns text into statements and back: the grammar of the dialect, the syntax tree and errors that
 * name file, line and column. May import nothing but the ANTLR runtime. Start at {@link
 * dev.recency.sql.SqlParser}; the tree is in {@code tree}, the mechanics in the order of the text's
 * way are in {@code token}, {@code syntax}, {@code build} and, back again, {@code format}.
 */
@NullMarked
package dev.recency.sql;

import org.jspecify.annotations.NullMarked;
