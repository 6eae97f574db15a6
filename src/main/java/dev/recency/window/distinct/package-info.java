/**
 * How often each value occurs in a window, whatever their number. May import {@code plan}, {@code
 * aggregate} and {@code operator}. Start with {@link dev.recency.window.distinct.DistinctCounts}.
 */
@NullMarked
package dev.recency.window.distinct;

import org.jspecify.annotations.NullMarked;
