/** Tests of the event log. */
@NullMarked
package dev.recency.window.log;

import org.jspecify.annotations.NullMarked;
