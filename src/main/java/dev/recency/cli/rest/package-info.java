/**
 * A Flink cluster over its REST API, as far as the command line needs it. It may import everything;
 * start with {@link dev.recency.cli.rest.FlinkCluster}.
 */
@NullMarked
package dev.recency.cli.rest;

import org.jspecify.annotations.NullMarked;
