/**
 * Values at run time: rows, structs, and the event that a decoded record is. It imports only the
 * types; start with {@link dev.recency.plan.row.Row} and {@link dev.recency.plan.row.Event}.
 */
@NullMarked
package dev.recency.plan.row;

import org.jspecify.annotations.NullMarked;
