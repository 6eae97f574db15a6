/**
 * Hosts a plan on Apache Flink: sources, clocks, keyed state, sinks, metrics and the job's main
 * class. It may import every package but {@code simulator}, {@code local} and {@code cli}; start
 * with {@link dev.recency.flink.JobBuilder}.
 */
@NullMarked
package dev.recency.flink;

import org.jspecify.annotations.NullMarked;
