/**
 * The events of a comparison, per key and by time. It may import {@code plan}, {@code expression},
 * {@code aggregate} and {@code format}; start with {@link dev.recency.accuracy.event.EventTable}.
 */
@NullMarked
package dev.recency.accuracy.event;

import org.jspecify.annotations.NullMarked;
