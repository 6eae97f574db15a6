/**
 * Kafka records become decoded elements here, and readers say which partitions they own. May import
 * what {@code flink} may; start with {@link dev.recency.flink.source.SourceElement}.
 */
@NullMarked
package dev.recency.flink.source;

import org.jspecify.annotations.NullMarked;
