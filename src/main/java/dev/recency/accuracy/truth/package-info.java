/**
 * What was true: {@code V(k, T)} of semantics.md §1 for every instant, computed from all events at
 * once. It may import {@code plan}, {@code expression} and {@code aggregate}; start with {@link
 * dev.recency.accuracy.truth.StatementTruth}.
 */
@NullMarked
package dev.recency.accuracy.truth;

import org.jspecify.annotations.NullMarked;
