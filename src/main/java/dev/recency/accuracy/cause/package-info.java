/**
 * Why a reader found a wrong value. It imports the other packages of {@code accuracy} but for {@code
 * measure} and {@code report}; start with {@link dev.recency.accuracy.cause.Cause}.
 */
@NullMarked
package dev.recency.accuracy.cause;

import org.jspecify.annotations.NullMarked;
