/**
 * Which functions exist and what types they take and give; how they compute is in {@code
 * dev.recency.expression}. Start with {@link dev.recency.plan.function.FunctionSignature}.
 */
@NullMarked
package dev.recency.plan.function;

import org.jspecify.annotations.NullMarked;
