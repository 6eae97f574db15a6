/**
 * The syntax tree: records under sealed interfaces, nothing resolved and nothing typed. May import
 * only {@link dev.recency.sql.Location}. Start at {@link dev.recency.sql.tree.Statement} and {@link
 * dev.recency.sql.tree.Expression}.
 *
 * <p>A location is a component like any other, so two nodes are equal only at the same place; to
 * ask whether two expressions mean the same, compare their canonical text ({@code
 * SqlFormatter.format}).
 */
@NullMarked
package dev.recency.sql.tree;

import org.jspecify.annotations.NullMarked;
