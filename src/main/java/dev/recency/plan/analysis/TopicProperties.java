package dev.recency.plan.analysis;

import dev.recency.plan.Format;
import dev.recency.plan.KeyWindow;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A WITH clause, checked. What is empty was not said.
 *
 * @param timestampColumn as the dialect reads it: upper-cased unless back-quoted
 * @param queryId QUERY_ID of INSERT INTO
 * @param keyWindow WINDOW_TYPE and WINDOW_SIZE of a declared source
 */
record TopicProperties(
    Optional<String> topic,
    Optional<Format> keyFormat,
    Optional<Format> valueFormat,
    Optional<Character> keyDelimiter,
    Optional<Character> valueDelimiter,
    Optional<Boolean> wrapSingleValue,
    Optional<String> timestampColumn,
    Optional<String> timestampFormat,
    OptionalInt partitions,
    OptionalInt replicas,
    OptionalLong retentionMillis,
    Optional<String> queryId,
    Optional<KeyWindow> keyWindow) {}
