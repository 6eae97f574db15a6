/**
 * The event log of one key: a sorted run of events in memory (the tail) behind sealed chunks that
 * pages list. May import {@code plan}, {@code aggregate} and {@code operator}. Start with {@link
 * dev.recency.window.log.EventLog}.
 */
@NullMarked
package dev.recency.window.log;

import org.jspecify.annotations.NullMarked;
