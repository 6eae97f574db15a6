/**
 * The job on a Flink cluster of several processes, as an operator runs it: the shipped settings, the
 * shipped jar, Flink's own start classes and client, a broker in a process of its own. Start with
 * {@link dev.recency.cluster.StandaloneCluster}.
 */
@NullMarked
package dev.recency.cluster;

import org.jspecify.annotations.NullMarked;
