/**
 * Scalar expressions, compiled once into closures over a row, and the function library. It may
 * import {@code plan} and, for functions over JSON, Jackson; start with {@link
 * dev.recency.expression.Evaluator}.
 */
@NullMarked
package dev.recency.expression;

import org.jspecify.annotations.NullMarked;
