/**
 * Scalar expressions, compiled once into closures over a row, and the function library. It may
 * import {@code plan}; start with {@link dev.recency.expression.Evaluator}.
 */
@NullMarked
package dev.recency.expression;

import org.jspecify.annotations.NullMarked;
