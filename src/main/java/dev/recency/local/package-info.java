/**
 * Everything in one process: an embedded Kafka broker, a Flink mini cluster and a run of definitions
 * on both. May import every package but {@code cli}; start with {@code EmbeddedKafka}.
 */
@NullMarked
package dev.recency.local;

import org.jspecify.annotations.NullMarked;
