/**
 * What the jobs of a Flink cluster do, over its REST API. It may import everything; start with
 * {@link dev.recency.cli.status.StatusCommand}.
 */
@NullMarked
package dev.recency.cli.status;

import org.jspecify.annotations.NullMarked;
