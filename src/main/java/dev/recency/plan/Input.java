package dev.recency.plan;

import java.util.OptionalInt;

/**
 * A source as the queries of one plan read it. All inputs of equal topic, formats and timestamp
 * are read by one consumer.
 *
 * @param layout the columns that at least one query uses; what is not in it is not decoded
 * @param timestampSlot the slot of the timestamp column, if the source declares one
 */
public record Input(Source source, RowLayout layout, OptionalInt timestampSlot) {}
