/**
 * {@code recency compare}: the compared statements on Flink, stand-ins for them on Kafka Streams, any
 * other system's commands, and the report on how often each is right. May import everything; start
 * with {@link dev.recency.cli.compare.CompareCommand}, which lists the steps in their order.
 */
@NullMarked
package dev.recency.cli.compare;

import org.jspecify.annotations.NullMarked;
