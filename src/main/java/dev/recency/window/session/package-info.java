/**
 * SESSION windows: events of a key no further apart than the gap are one. May import what {@code
 * window.time} may, and that. Start with {@link dev.recency.window.session.SessionWindows}.
 */
@NullMarked
package dev.recency.window.session;

import org.jspecify.annotations.NullMarked;
