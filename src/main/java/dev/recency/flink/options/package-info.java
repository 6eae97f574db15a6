/**
 * A job's options before they are a job's: flags, environment and properties file, in this order,
 * each value with the place it came from; secrets stay where they stand. May import what {@code
 * flink} may; start with {@link dev.recency.flink.options.JobSettings}.
 */
@NullMarked
package dev.recency.flink.options;

import org.jspecify.annotations.NullMarked;
