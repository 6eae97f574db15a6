package dev.recency.window.time;

import dev.recency.plan.row.Row;
import dev.recency.plan.row.RowKind;

/**
 * A row that must come, for the references.
 *
 * @param asOfMillis the record timestamp: the newest event time in its window
 */
public record Said(Row row, RowKind kind, long asOfMillis) {}
