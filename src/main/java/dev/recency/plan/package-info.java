/**
 * What a script means: sources, columns, types, queries and sinks, validated and typed, or refused
 * with a located sentence. It may import {@code sql}; start with {@link dev.recency.plan.Plan}.
 */
@NullMarked
package dev.recency.plan;

import org.jspecify.annotations.NullMarked;
