/**
 * Runs a plan in one thread, in memory and deterministically: case files, property tests, replays.
 * May import everything below it but {@code flink}. Start with {@link
 * dev.recency.simulator.Simulator} (event by event) or {@link dev.recency.simulator.CaseRunner}
 * (tests in SQL and JSON); {@link dev.recency.simulator.JobBatch} is how other engines run these.
 */
@NullMarked
package dev.recency.simulator;

import org.jspecify.annotations.NullMarked;
