/**
 * Aggregate functions as algebra: lift an event, combine what was lifted, lower it to a value. May
 * import {@code plan}. Start with {@link dev.recency.aggregate.Aggregate}; {@link
 * dev.recency.aggregate.Aggregates} lists what exists.
 */
@NullMarked
package dev.recency.aggregate;

import org.jspecify.annotations.NullMarked;
