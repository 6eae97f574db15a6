/**
 * Growing arrays of primitives: a million events and their commands stay a few dozen megabytes.
 * It imports nothing; start with {@link dev.recency.accuracy.column.FeatureColumns}.
 */
@NullMarked
package dev.recency.accuracy.column;

import org.jspecify.annotations.NullMarked;
