/**
 * TUMBLING and HOPPING windows over slices, and what they share with sessions: the aggregates of a
 * query and their bytes. May import {@code plan}, {@code aggregate}, {@code operator} and {@code
 * window.log}. Start with {@link dev.recency.window.time.HoppingWindows}.
 */
@NullMarked
package dev.recency.window.time;

import org.jspecify.annotations.NullMarked;
