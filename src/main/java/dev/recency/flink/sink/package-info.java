/**
 * Kafka sinks for commands and dead letters. May import what {@code flink} may; start with {@link
 * dev.recency.flink.sink.CommandSinks}.
 */
@NullMarked
package dev.recency.flink.sink;

import org.jspecify.annotations.NullMarked;
