package dev.recency.plan;

/**
 * Topic and formats of a source or sink.
 *
 * @param wrapSingleValue whether a single JSON value column is written as an object with one field
 */
public record Serialization(
    String topic, Format keyFormat, Format valueFormat, boolean wrapSingleValue) {}
