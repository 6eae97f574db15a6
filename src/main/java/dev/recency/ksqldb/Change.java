package dev.recency.ksqldb;

import java.util.Optional;

/**
 * What happened to the value of one key and window.
 *
 * @param value as it is now; empty: there is none any more
 * @param timestampMillis of the record that says so
 */
record Change(Group group, Bounds window, Optional<Totals> value, long timestampMillis) {}
