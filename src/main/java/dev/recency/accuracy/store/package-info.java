/**
 * What a reader found: the commands of one system, replayed on the arrival clock. It may import
 * {@code plan} and {@code format}; start with {@link dev.recency.accuracy.store.ReplayedStore}.
 */
@NullMarked
package dev.recency.accuracy.store;

import org.jspecify.annotations.NullMarked;
