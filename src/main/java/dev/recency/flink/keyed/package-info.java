/**
 * Hosts keyed operators on Flink's keyed state and event-time timers. May import what {@code flink}
 * may; start with {@link dev.recency.flink.keyed.KeyedOperatorHost}.
 */
@NullMarked
package dev.recency.flink.keyed;

import org.jspecify.annotations.NullMarked;
