/**
 * The clocks of semantics as Flink operators behind a source: checkpointed per partition, which a
 * split's own watermark generator is not. May import what {@code flink} may; start with {@link
 * dev.recency.flink.clock.ClockOperator}.
 */
@NullMarked
package dev.recency.flink.clock;

import org.jspecify.annotations.NullMarked;
