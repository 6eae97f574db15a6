/**
 * A bounded source that merges the partitions of a topic into one sequence by (arrival, partition,
 * offset), as if they arrived again. May import what {@code flink} may; start with {@link
 * dev.recency.flink.replay.ReplaySource}.
 */
@NullMarked
package dev.recency.flink.replay;

import org.jspecify.annotations.NullMarked;
