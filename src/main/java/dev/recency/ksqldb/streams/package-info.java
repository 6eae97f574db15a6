/**
 * ksqlDB's way on ksqlDB's own engine: a query of a plan as the Kafka Streams topology that ksqlDB
 * would build, run on a real broker, writing the same commands. May import {@code plan}, {@code
 * expression}, {@code aggregate}, {@code format}, {@code command} and Kafka Streams. Start with
 * {@link dev.recency.ksqldb.streams.ReferenceTopology}.
 */
@NullMarked
package dev.recency.ksqldb.streams;

import org.jspecify.annotations.NullMarked;
