package dev.recency.plan;

import java.util.Optional;

/**
 * The column that holds the event time: BIGINT (milliseconds), TIMESTAMP, or STRING with a pattern.
 *
 * @param pattern {@code java.time} pattern of TIMESTAMP_FORMAT; only for STRING
 */
public record TimestampColumn(String column, Optional<String> pattern) {}
