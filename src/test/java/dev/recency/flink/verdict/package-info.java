/**
 * What the output topics of a job may hold, given its input topics: the one verdict of all tests of
 * faults. Start with {@link dev.recency.flink.verdict.JobVerdict}.
 */
@NullMarked
package dev.recency.flink.verdict;

import org.jspecify.annotations.NullMarked;
