package dev.recency.ksqldb;

import dev.recency.aggregate.RowArguments;

/**
 * An event that passed WHERE and has a key.
 *
 * @param arguments of the aggregates; their position is the number of its arrival
 * @param timeMillis ROWTIME
 * @param nowMillis the wall clock
 */
record GroupedEvent(Group group, RowArguments arguments, long timeMillis, long nowMillis) {}
