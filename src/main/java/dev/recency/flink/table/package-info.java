/**
 * Tables on Flink: their records by primary key, their rows in keyed state, and the edge over which
 * statements read the table that another statement keeps. May import the operators and {@code
 * flink.keyed}; start with {@link dev.recency.flink.table.TableKeyingOperator}.
 */
@NullMarked
package dev.recency.flink.table;

import org.jspecify.annotations.NullMarked;
