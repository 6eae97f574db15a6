/**
 * Scalar expressions after type checking: every name is a slot, every node knows its type, every
 * coercion is a cast. It imports types and signatures; start with {@link
 * dev.recency.plan.typed.TypedExpression}.
 */
@NullMarked
package dev.recency.plan.typed;

import org.jspecify.annotations.NullMarked;
